import { distanceIn } from './log-distance.js';
import { groupsOf } from './run-groups.js';

const NAMES = ['a', 'b'] as const;

/** The groups of two runs, a page of which has ten events. */
const groupsAt = (
  positions: readonly [string, string],
  { isServing = false, isRemote = false, head = '100000' } = {},
) =>
  groupsOf(
    positions.map((position, index) => ({ name: NAMES[index], position, isServing })),
    { head, batch: 10, distance: distanceIn({ isRemote }) },
  ).map(({ runs, limit, meets }) => [runs.map(({ name }) => name).join(), limit, meets?.name]);

describe('groups of runs that read the log', () => {
  it('are those at one position', () => {
    expect(groupsAt(['5', '5'], { isServing: true, head: '6' })).toEqual([['a,b', 10, undefined]]);
  });

  it('let rebuilds that are furthest behind advance until they meet the next', () => {
    expect(groupsAt(['5', '7'])).toEqual([['a', 80, 'b']]);
  });

  it('read eight pages at once if they are as far behind', () => {
    const groups = groupsAt(['5', '6'], { isServing: true, head: '85' });
    expect(groups).toEqual([
      ['a', 80, undefined],
      ['b', 10, undefined],
    ]);
  });

  it('are near the head of a remote log, whose positions count bytes, for some kilobytes more', () => {
    const groups = groupsAt(['5', '20000'], { isRemote: true, head: '82000' });
    expect(groups).toEqual([
      ['b', 10, undefined],
      ['a', 80, undefined],
    ]);
  });
});
