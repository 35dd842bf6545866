import fc from 'fast-check';
import { Frontier } from '@ledgerdesk/ledger';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteTreeStore } from '@ledgerdesk/tree-store/sqlite';
import type { StoredTree, TreeStore } from '@ledgerdesk/tree-store';
import { scriptedLeaf } from '../../test/support/ledger/scripted-feed.js';
import { runs } from '../../test/support/runs.js';
import { TreeBuilder } from './tree-builder.js';
import { storedRoot } from './tree-nodes.js';

const growTo = async (tree: StoredTree, size: number): Promise<TreeBuilder> => {
  const builder = await TreeBuilder.load(tree);
  const from = builder.size;
  const positions: string[] = [];
  for (let index = from; index < size; index += 1) {
    builder.add(scriptedLeaf(index).hash);
    positions.push(scriptedLeaf(index).position);
  }
  await tree.grow({ from, size, position: String(10 * size), tiles: builder.takeTiles(), positions });
  return builder;
};

describe('a tree of tiles', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  let store: TreeStore;
  let trees = 0;
  const newTree = (): StoredTree => store.tree(`log/main/${(trees += 1)}`);
  beforeAll(async () => {
    store = await openSqliteTreeStore(join(folder, 'ledger.db'));
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('has the root of its leaves at every size, however it has grown, from memory and from its tiles', async () => {
    const steps = fc.array(fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(255, 256, 257)), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(), async (widths, earlier) => {
        const tree = newTree();
        const frontier = new Frontier();
        const roots = [frontier.root()];
        for (const width of widths) {
          for (const from = frontier.size; frontier.size < from + width;) {
            frontier.append(scriptedLeaf(frontier.size).hash);
            roots.push(frontier.root());
          }
          const builder = await growTo(tree, frontier.size);
          expect(Buffer.from(builder.root())).toEqual(Buffer.from(frontier.root()));
        }
        const size = earlier % (frontier.size + 1);
        expect(Buffer.from(await storedRoot(tree, size))).toEqual(Buffer.from(roots[size] ?? []));
      }),
      { numRuns: runs({ short: 12, long: 200 }) },
    );
  });

  it('has tiles above its tiles', async () => {
    const tree = newTree();
    const builder = await growTo(tree, 256 * 256 + 5);
    expect(Buffer.from((await tree.tile(2, 0)) ?? [])).toHaveLength(32);
    expect(Buffer.from(await storedRoot(tree, 256 * 256 + 5))).toEqual(Buffer.from(builder.root()));
    expect(Buffer.from((await TreeBuilder.load(tree)).root())).toEqual(Buffer.from(builder.root()));
  });
});
