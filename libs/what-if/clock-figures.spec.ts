import { type ClockFigures, type ClockGroup, groupEveryWay, groupFigures, groupsKey } from './clock-figures.js';

const cell = (team: string, level: ClockGroup['level'], month: string, clocks: number): ClockGroup & ClockFigures => ({
  team,
  level,
  month,
  clocks,
  whatIfClocks: clocks,
  breached: 1,
  whatIfBreached: 2,
  gained: 1,
  lost: 0,
  different: clocks,
});

const CELLS = [
  cell('globex', 'enhanced', '2026-11', 1),
  cell('acme', 'essentials', '2026-12', 2),
  cell('acme', 'enhanced', '2026-11', 4),
  cell('globex', 'essentials', '2026-12', 8),
  cell('acme', 'enhanced', '2026-12', 16),
];

describe('figures by every choice and order of names', () => {
  it('are those of each grouping, in its order', () => {
    const groups = groupEveryWay(CELLS);
    expect([...groups.keys()].toSorted()).toEqual(
      [
        ['team', 'level', 'month'],
        ['team,level', 'team,month', 'level,team', 'level,month', 'month,team', 'month,level'],
        ['team,level,month', 'team,month,level', 'level,team,month'],
        ['level,month,team', 'month,team,level', 'month,level,team'],
      ]
        .flat()
        .toSorted(),
    );
    for (const [key, figures] of groups) {
      const names = (['team', 'level', 'month'] as const)
        .filter((name) => key.includes(name))
        .toSorted((a, b) => key.indexOf(a) - key.indexOf(b));
      expect([key, figures]).toEqual([key, groupFigures(CELLS, names)]);
    }
    expect(groups.get(groupsKey(['month', 'team', 'month']))).toMatchObject([
      { month: '2026-11', team: 'acme', clocks: 4 },
      { month: '2026-11', team: 'globex', clocks: 1 },
      { month: '2026-12', team: 'acme', clocks: 18 },
      { month: '2026-12', team: 'globex', clocks: 8 },
    ]);
  });
});
