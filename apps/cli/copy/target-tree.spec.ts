import { EMPTY_ROOT, Frontier, leafHash } from '@ledgerdesk/ledger';
import { ManualTime } from '../../../test/support/manual-time.js';
import { requireSameTree } from './target-tree.js';

const leaves = ['a', 'b', 'c'].map((text) => leafHash(Buffer.from(text)));
const treeOf = (count: number): Frontier => {
  const tree = new Frontier();
  for (const leaf of leaves.slice(0, count)) tree.append(leaf);
  return tree;
};

describe('the tree of the target of a copy', () => {
  let time: ManualTime;
  let reached: number;
  beforeEach(() => {
    time = new ManualTime('2026-11-30T08:00:00.000Z');
    reached = 0;
  });

  /** A log of three events whose tree has some of them so far. `onLook` is called before each look at it. */
  const target = (onLook: () => void = () => undefined) => ({
    head: async () => '3',
    leaves: {
      tree: async () => {
        onLook();
        return { size: reached, position: String(reached), since: '3', root: treeOf(reached).root() };
      },
      page: async () => ({ leaves: [], scannedTo: '0', end: true }),
    },
  });
  const advancing = async (check: Promise<void>): Promise<void> => {
    let isDone = false;
    const done = check.finally(() => (isDone = true));
    done.catch(() => undefined);
    while (!isDone) await time.advance(1_000);
    await done;
  };

  it('is compared when it has all events, of which the leaves of an older log are added meanwhile', async () => {
    let looks = 0;
    const growing = target(() => {
      looks += 1;
      // A step may take long.
      if (looks % 25 === 0) reached = Math.min(3, reached + 1);
    });
    await advancing(requireSameTree(growing, treeOf(3), time));
    expect(looks).toBe(75);
    await expect(advancing(requireSameTree(growing, treeOf(2), time))).rejects.toMatchObject({
      code: 'target-differs',
    });
  });

  it('is not called another one if it does not get there', async () => {
    await expect(advancing(requireSameTree(target(), treeOf(3), time))).rejects.toMatchObject({
      code: 'tree-incomplete',
      message: expect.stringContaining('stopped at position 0 of 3') as string,
    });
  });

  it('is that of the events of the source', async () => {
    reached = 3;
    await requireSameTree(target(), treeOf(3), time);
    await requireSameTree({ head: async () => '3' }, treeOf(3), time);
    const other = new Frontier();
    for (const leaf of [EMPTY_ROOT, ...leaves.slice(1)]) other.append(leaf);
    await expect(requireSameTree(target(), other, time)).rejects.toMatchObject({ code: 'target-differs' });
  });
});
