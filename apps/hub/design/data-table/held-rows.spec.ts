import { asTheyAre, holdRows } from './held-rows.js';

interface Ticket {
  readonly id: string;
  readonly status: string;
}

const idOf = ({ id }: Ticket): string => id;
const tickets = (ids: string, status = 'open'): readonly Ticket[] => [...ids].map((id) => ({ id, status }));
const idsOf = (rows: readonly Ticket[]): string => rows.map(idOf).join('');

describe('rows that are held', () => {
  it('keep their places when the list is sorted anew, and have their newest contents', () => {
    const { rows, changes } = holdRows(tickets('abcd'), tickets('dabc', 'on-hold'), idOf);
    expect(rows).toEqual(tickets('abcd', 'on-hold'));
    expect(changes).toBe(1);
  });

  it('stay although they have gone, and leave out those that have come before them', () => {
    const { rows, gone, changes } = holdRows(tickets('abcd'), tickets('xabd'), idOf);
    expect([idsOf(rows), [...gone], changes]).toEqual(['abcd', ['c'], 2]);
  });

  it('are followed by the rows of pages that are loaded meanwhile', () => {
    const { rows, changes } = holdRows(tickets('abcd'), tickets('bacdef'), idOf);
    expect([idsOf(rows), changes]).toEqual(['abcdef', 1]);
  });

  it('are preceded by the rows of earlier pages in a list that is shown from its end', () => {
    const { rows, changes } = holdRows(tickets('cdef'), tickets('abdcefg'), idOf, true);
    expect([idsOf(rows), changes]).toEqual(['abcdefg', 1]);
  });

  it('have not changed if the list is the same', () => {
    expect(holdRows(tickets('abc'), tickets('abc'), idOf)).toEqual(asTheyAre(tickets('abc')));
  });

  it('count each row once that has moved', () => {
    expect(holdRows(tickets('abcdef'), tickets('fbcdea'), idOf).changes).toBe(2);
  });
});
