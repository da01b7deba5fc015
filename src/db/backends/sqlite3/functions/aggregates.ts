import type { SqlAggregate } from '../driver.ts';

/** Welford's running variance: count, mean, and the sum of squared distances from it. */
interface Spread {
  count: number;
  mean: number;
  squares: number;
}

function spread(result: (state: Spread) => number | null): SqlAggregate {
  return {
    start: (): Spread => ({ count: 0, mean: 0, squares: 0 }),
    step: (state, value) => {
      if (value === null) return state;
      const { count, mean, squares } = state as Spread;
      const delta = Number(value) - mean;
      const next = mean + delta / (count + 1);
      return { count: count + 1, mean: next, squares: squares + delta * (Number(value) - next) };
    },
    result: (state) => result(state as Spread),
  };
}

const population = ({ count, squares }: Spread): number | null => (count === 0 ? null : squares / count);
const sample = ({ count, squares }: Spread): number | null => (count < 2 ? null : squares / (count - 1));
const root = (value: number | null): number | null => (value === null ? null : Math.sqrt(value));

/** Aggregates that SQLite lacks. */
export const aggregates: Readonly<Record<string, SqlAggregate>> = {
  STDDEV_POP: spread((state) => root(population(state))),
  STDDEV_SAMP: spread((state) => root(sample(state))),
  VAR_POP: spread(population),
  VAR_SAMP: spread(sample),
  ANY_VALUE: {
    start: () => null,
    step: (state, value) => state ?? value,
    result: (state) => state,
  },
};
