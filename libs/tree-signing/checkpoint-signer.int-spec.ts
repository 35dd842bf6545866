import { formatCheckpoint, signerFromSeed, signNote } from '@ledgerdesk/ledger';
import { type StoredTree, TreeConflict } from '@ledgerdesk/tree-store';
import { openSqliteTreeStore } from '@ledgerdesk/tree-store/sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckpointSigner } from './checkpoint-signer.js';
import { TreeContradicted } from './errors.js';
import { TreeBuilder } from './tree-builder.js';

const ORIGIN = 'ledgerdesk/main/0';
const NOW = '2026-11-30T08:00:00.000Z';
const key = signerFromSeed(ORIGIN, new Uint8Array(32).fill(1));

describe('the signer of a tree that another engine has signed further', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  let tree: StoredTree;
  let close: () => Promise<void>;

  /** A tree of this many leaves with a checkpoint of five. */
  beforeEach(async () => {
    const store = await openSqliteTreeStore(join(folder, `${Math.random()}.db`));
    close = () => store.close();
    tree = store.tree(ORIGIN);
  });
  afterEach(() => close());
  afterAll(() => rmSync(folder, { recursive: true }));

  const signed = async (): Promise<void> => {
    const root = new Uint8Array(32).fill(5);
    const note = signNote(formatCheckpoint({ origin: ORIGIN, size: 5, root, extensions: [] }), key);
    const checkpoint = { size: 5, root, note, position: '5', signedAt: NOW };
    await tree.saveCheckpoint(checkpoint, undefined, { vkey: key.vkey, isHandover: false });
  };
  const grow = (from: number, size: number): Promise<void> => {
    const positions = Array.from({ length: size - from }, (_, at) => String(from + at + 1));
    return tree.grow({ from, size, position: String(size), tiles: [], positions });
  };
  const sign = async (isAtEnd: boolean) =>
    new CheckpointSigner({
      tree,
      keys: { current: key },
      clock: { now: () => NOW },
      known: async () => undefined,
    }).sign(await TreeBuilder.load(tree, 0), { size: 3, position: '3', isAtEnd });

  it('begins anew if the other one has added leaves', async () => {
    await grow(0, 5);
    await signed();
    await expect(sign(true)).rejects.toThrow(TreeConflict);
  });

  it('waits for leaves that the log still has, and finds a log that has no more', async () => {
    await grow(0, 5);
    await signed();
    expect(await sign(false)).toBeUndefined();
    const shorter = { ...(await tree.state()), size: 3 };
    jest.spyOn(tree, 'state').mockResolvedValue(shorter);
    await expect(sign(true)).rejects.toThrow(TreeContradicted);
  });
});
