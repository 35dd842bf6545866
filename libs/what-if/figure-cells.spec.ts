import { NO_CLOCKS } from './clock-figures.js';
import { type ClockGroup, WHAT_IF_GROUPINGS } from './clock-group.js';
import { FigureCells, type FigureColumns } from './figure-cells.js';

/** Has every value under every grouping, in changing pairs: some clocks share all of them. */
const groupAt = (n: number): ClockGroup => ({
  team: `team-${n % 97}`,
  product: n % 2 === 0 ? 'sign' : 'dropbox',
  level: 'essentials',
  edition: n % 3 === 0 ? null : 'essentials',
  language: 'en',
  agent: n % 5 === 0 ? null : `agent-${n % 5}`,
  issueType: 'how_to',
  channel: 'web',
  month: `2026-${10 + (n % 3)}`,
  hourOfWeek: (n * 31) % 168,
});

/** The cells as texts of their values, with their number of clocks. */
const cellsOf = ({ length, values, codes, figures }: FigureColumns): ReadonlyMap<string, number> =>
  new Map(
    Array.from({ length }, (_, row) => [
      JSON.stringify(WHAT_IF_GROUPINGS.map((name) => values[name][codes[name][row] ?? 0])),
      figures.clocks[row] ?? 0,
    ]),
  );

describe('the cells of figures', () => {
  it('have one row for clocks that share all values, also when there are many', () => {
    const cells = new FigureCells();
    const expected = new Map<string, number>();
    for (let n = 0; n < 20_000; n += 1) {
      const group = groupAt(n);
      const key = JSON.stringify(WHAT_IF_GROUPINGS.map((name) => group[name]));
      expected.set(key, (expected.get(key) ?? 0) + 1);
      cells.add(group, { ...NO_CLOCKS, clocks: 1 });
    }
    const { columns } = cells;
    expect(columns.length).toBe(expected.size);
    expect(cellsOf(columns)).toEqual(expected);
    expect(columns.values.edition).toEqual(['essentials', null]);
  });
});
