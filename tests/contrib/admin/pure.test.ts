import { describe, expect, it } from 'vitest';
import type { Column } from '../../../src/contrib/admin/change-list/column.ts';
import {
  defaultSortColumns,
  orderNames,
  sortColumns,
  toggled,
} from '../../../src/contrib/admin/change-list/ordering.ts';
import { describeChange, formChange, listed } from '../../../src/contrib/admin/change-message.ts';
import { quote, unquote } from '../../../src/contrib/admin/quote.ts';

describe('primary keys in addresses', () => {
  it('have no characters that mean something there', () => {
    expect(quote('a/b_c:d"e?f#[é]')).toBe('a_2Fb_5Fc_3Ad_22e_3Ff_23_5Bé_5D');
    expect(quote(42)).toBe('42');
  });

  it('are read back', () => {
    for (const key of ['a/b_c:d"e?f#[é]', '', 'plain', '_', '\n']) expect(unquote(quote(key))).toBe(key);
  });
});

describe('the history says', () => {
  it('what was done, in sentences', () => {
    expect(describeChange([{ added: {} }])).toBe('Added.');
    expect(describeChange([{ changed: { fields: ['Title', 'Content', 'Board'] } }])).toBe(
      'Changed Title, Content and Board.',
    );
    expect(
      describeChange([
        { added: { name: 'comment', object: 'Lovely' } },
        { deleted: { name: 'comment', object: 'Spam' } },
        { changed: { name: 'comment', object: 'Hm', fields: ['text'] } },
      ]),
    ).toBe('Added comment “Lovely”. Deleted comment “Spam”. Changed text for comment “Hm”.');
    expect(describeChange([])).toBe('No fields changed.');
  });

  it('which fields were changed, by their labels', () => {
    expect(formChange(['title', 'created at'], false)).toEqual([
      { changed: { fields: ['Title', 'Created at'] } },
    ]);
    expect(formChange(['title'], true)).toEqual([{ added: {} }]);
    expect(formChange([], false)).toEqual([]);
    expect(listed(['a', 'b'])).toBe('a and b');
  });
});

describe('sorting the list', () => {
  const columns = ['title', 'author', undefined, '-createdAt'].map((ordering) => ({ ordering })) as Column[];

  it('follows the columns of ?o=, and passes over those that cannot be sorted by', () => {
    const sorted = sortColumns('2.-1.3.9.x', columns);
    expect([...sorted]).toEqual([
      [1, 'asc'],
      [0, 'desc'],
    ]);
    expect(orderNames(sorted, columns)).toEqual(['author', '-title']);
  });

  it('turns a column around that is upside down by itself', () => {
    expect(orderNames(sortColumns('4', columns), columns)).toEqual(['-createdAt']);
    expect(orderNames(sortColumns('-4', columns), columns)).toEqual(['createdAt']);
  });

  it('puts a clicked column first, and turns it around the second time', () => {
    expect(toggled(sortColumns('2', columns), 0)).toEqual({ o: '1.2' });
    expect(toggled(sortColumns('1.2', columns), 0)).toEqual({ o: '-1.2' });
  });

  it('shows what the model itself is ordered by', () => {
    expect([...defaultSortColumns(['-title'], columns)]).toEqual([[0, 'desc']]);
  });
});
