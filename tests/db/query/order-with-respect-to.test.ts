import { captureQueries, models } from 'jango/db';
import { beforeEach, expect, test } from 'vitest';
import { makeTables } from './app.ts';

class Question extends models.Model {
  text = models.TextField();
  declare getAnswerOrder: () => PromiseLike<number[]>;
  declare setAnswerOrder: (keys: Iterable<number>) => Promise<void>;
  static objects = models.Manager<Question>();
}

class Answer extends models.Model {
  question = models.ForeignKey(() => Question, { onDelete: models.CASCADE });
  text = models.TextField();
  declare getNextInOrder: () => Promise<Answer>;
  declare getPreviousInOrder: () => Promise<Answer>;
  static objects = models.Manager<Answer>();
  static meta: models.Meta<Answer> = { orderWithRespectTo: 'question' };
}

beforeEach(() => makeTables('quiz', [Question, Answer]));

test('the rows of one object have an order, and each knows its neighbours', async () => {
  const [one, two] = [
    await Question.objects.create({ text: '1' }),
    await Question.objects.create({ text: '2' }),
  ];
  const made: Answer[] = [];
  for (const text of ['a', 'b', 'c']) made.push(await Answer.objects.create({ question: one, text }));
  const alone = await Answer.objects.create({ question: two, text: 'z' });
  const [a, b, c] = made as [Answer, Answer, Answer];
  expect(await one.getAnswerOrder()).toEqual([a.pk, b.pk, c.pk]);
  expect((await a.getNextInOrder()).text).toBe('b');
  const { queries } = await captureQueries(() => one.setAnswerOrder([c.pk, a.pk, b.pk]));
  expect(queries.filter(({ sql }) => sql.startsWith('UPDATE'))).toHaveLength(1);
  expect((await Answer.objects.filter({ question: one })).map(({ text }) => text)).toEqual(['c', 'a', 'b']);
  expect((await a.getNextInOrder()).text).toBe('b');
  expect((await a.getPreviousInOrder()).text).toBe('c');
  await expect(c.getPreviousInOrder()).rejects.toThrow(Answer.DoesNotExist);
  await expect(alone.getNextInOrder()).rejects.toThrow(Answer.DoesNotExist);
  await expect(new Answer({ question: one }).getNextInOrder()).rejects.toThrow('unsaved object');
});
