import { type ClockGroup, WHAT_IF_GROUPINGS } from './clock-group.js';
import { FigureCells } from './figure-cells.js';
import { FigureTable } from './figure-table.js';

const FIGURES = { whatIfClocks: 1, breached: 1, whatIfBreached: 2, gained: 1, lost: 0, different: 1 };
const GROUP: ClockGroup = {
  team: 'acme',
  product: 'dropbox',
  level: 'essentials',
  edition: 'essentials',
  language: 'en',
  agent: 'kenji',
  issueType: 'how_to',
  channel: 'web',
  month: '2026-11',
  hourOfWeek: 9,
};

const tableOf = (...cells: readonly (readonly [Partial<ClockGroup>, number])[]): FigureTable => {
  const all = new FigureCells();
  for (const [group, clocks] of cells) all.add({ ...GROUP, ...group }, { ...FIGURES, clocks });
  return new FigureTable(all.columns);
};

const table = tableOf(
  [{ team: 'globex', level: 'grand', edition: null, hourOfWeek: 100 }, 1],
  [{ month: '2026-12' }, 2],
  [{}, 4],
  [{ team: 'globex', month: '2026-12' }, 8],
  [{}, 16],
);
const noPause = () => Promise.resolve();

describe('figures by what is asked for', () => {
  it('add up in each group, in the order of the names, with null last and numbers by size', () => {
    expect(table.grouped(['month', 'team', 'month'])).toMatchObject([
      { month: '2026-11', team: 'acme', clocks: 20, gained: 2 },
      { month: '2026-11', team: 'globex', clocks: 1 },
      { month: '2026-12', team: 'acme', clocks: 2 },
      { month: '2026-12', team: 'globex', clocks: 8 },
    ]);
    expect(table.grouped(['edition'])).toMatchObject([{ edition: 'essentials', clocks: 30 }, { edition: null }]);
    expect(table.grouped(['hourOfWeek'])).toMatchObject([{ hourOfWeek: 9 }, { hourOfWeek: 100 }]);
    expect(Object.keys(table.grouped(['team'])[0] ?? {})).not.toContain('month');
  });

  it('add up to the total under every name', () => {
    expect(table.total).toEqual({
      ...FIGURES,
      clocks: 31,
      whatIfClocks: 5,
      breached: 5,
      whatIfBreached: 10,
      gained: 5,
      different: 5,
    });
    for (const name of WHAT_IF_GROUPINGS)
      expect(table.grouped([name]).reduce((sum, { clocks }) => sum + clocks, 0)).toBe(31);
    expect(tableOf().total).toMatchObject({ clocks: 0, gained: 0 });
    expect(tableOf().grouped(['team'])).toEqual([]);
  });

  it('come in pages, which let others have their turn', async () => {
    const teams = Array.from({ length: 45_000 }, (_, n) => [{ team: `team-${n}` }, 1] as const);
    const large = tableOf(...teams);
    let pauses = 0;
    const pause = async () => void (pauses += 1);
    const pages = await large.pages(['team'], pause);
    expect([pages.length, pauses]).toEqual([45_000, 2]);
    expect(pages.slice(0, 2)).toEqual(large.grouped(['team']).slice(0, 2));
    expect(await large.pages(['team'], pause)).toBe(pages);
    for (const name of WHAT_IF_GROUPINGS) await large.pages([name], noPause);
    expect(await large.pages(['team'], pause)).not.toBe(pages);
  });

  it('are computed again for the next reader if one was interrupted', async () => {
    const large = tableOf(...Array.from({ length: 20_001 }, (_, n) => [{ team: `team-${n}` }, 1] as const));
    await expect(large.pages(['team'], () => Promise.reject(new Error('The thread ends.')))).rejects.toThrow('ends');
    expect((await large.pages(['team'], noPause)).length).toBe(20_001);
  });
});
