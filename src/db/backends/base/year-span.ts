/** First and last day of a year, or of a year of ISO weeks, as milliseconds of UTC. */
export function yearSpan(year: number, isoYear: boolean): readonly [number, number] {
  const start = (y: number): number => {
    const date = new Date(Date.UTC(2000, 0, isoYear ? 4 : 1));
    date.setUTCFullYear(y);
    return isoYear ? date.getTime() - ((date.getUTCDay() + 6) % 7) * 86_400_000 : date.getTime();
  };
  return [start(year), start(year + 1) - 86_400_000];
}
