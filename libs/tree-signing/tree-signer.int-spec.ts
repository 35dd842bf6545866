import {
  followHandovers,
  formatCheckpoint,
  formatVerifierKey,
  type NoteSigner,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  signerFromSeed,
  signNote,
  splitNote,
  vouchedSince,
} from '@ledgerdesk/ledger';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteTreeStore } from '@ledgerdesk/tree-store/sqlite';
import type { RecordedTree } from '@ledgerdesk/event-store';
import type { SignedCheckpoint, TreeStore } from '@ledgerdesk/tree-store';
import { referenceRoot } from '../../test/support/ledger/reference-tree.js';
import { ScriptedLog, scriptedLeaf } from '../../test/support/ledger/scripted-feed.js';
import { ManualTime } from '../../test/support/manual-time.js';
import type { SigningKeys } from './checkpoint-signer.js';
import type { KnownCheckpoint } from './known-checkpoint.js';
import type { CheckpointPublisher } from './publication.js';
import type { TreeStatus } from './status.js';
import { TreeSigner } from './tree-signer.js';

const ORIGIN = 'ledgerdesk/main/0';
const OLD = signerFromSeed(ORIGIN, new Uint8Array(32).fill(1));
const [NEW, NEWER, NEWEST] = [2, 3, 4].map((seed) => signerFromSeed(ORIGIN, new Uint8Array(32).fill(seed))) as [
  NoteSigner,
  NoteSigner,
  NoteSigner,
];

describe('the signer of a tree', () => {
  let folder: string;
  let store: TreeStore;
  let log: ScriptedLog;
  let time: ManualTime;
  let signer: TreeSigner;
  let changed: () => void;
  let recorded: (() => RecordedTree) | undefined;
  let known: KnownCheckpoint | undefined;
  let before: string | undefined;
  const published: SignedCheckpoint[] = [];
  const publisher: CheckpointPublisher = {
    target: 'webhook',
    everyMs: 0,
    publish: async (checkpoint) => void published.push(checkpoint),
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    store = await openSqliteTreeStore(join(folder, 'ledger.db'));
    log = new ScriptedLog();
    time = new ManualTime('2026-11-30T08:00:00.000Z');
    recorded = undefined;
    known = before = undefined;
    published.length = 0;
  });
  afterEach(async () => {
    await signer.stop();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const start = (keys: SigningKeys = { current: OLD }): void => {
    signer = new TreeSigner({
      tree: store.tree(ORIGIN),
      keys,
      openFeed: () => log.feed(),
      recordedTree: async () => recorded?.(),
      clock: time,
      timers: time,
      known: async () => known,
      noteBefore: async () => before,
      publishers: [publisher],
      onStatus: () => changed(),
    });
    changed = () => undefined;
    signer.start();
  };
  const until = async (condition: (status: TreeStatus) => boolean): Promise<TreeStatus> => {
    while (!condition(signer.status)) await new Promise<void>((resolve) => (changed = resolve));
    return signer.status;
  };
  const signedAt = (size: number): Promise<TreeStatus> => until(({ checkpoint }) => checkpoint?.size === size);
  const rootOf = (size: number): Buffer =>
    referenceRoot(Array.from({ length: size }, (_, index) => scriptedLeaf(index).hash));
  const restart = async (keys?: SigningKeys): Promise<void> => {
    await signer.stop();
    start(keys);
  };

  it('signs the log, and again when it has grown, but not within half a second', async () => {
    log.append(700);
    start();
    await signedAt(700);
    log.append(1);
    await until(({ size }) => size === 701);
    expect((await store.tree(ORIGIN).lastCheckpoint())?.size).toBe(700);
    time.moveTo('2026-11-30T08:00:01.000Z');
    await time.advance(500);
    log.wake();
    await signedAt(701);
    const last = await store.tree(ORIGIN).lastCheckpoint();
    const opened = openNote(last?.note ?? '', [parseVerifierKey(OLD.vkey)]);
    const checkpoint = parseCheckpoint(opened.text);
    expect(checkpoint).toMatchObject({ origin: ORIGIN, size: 701 });
    expect(Buffer.from(checkpoint.root)).toEqual(rootOf(701));
    expect(vouchedSince(checkpoint)).toEqual({ at: '2026-11-30T08:00:00.000Z', size: 700 });
    expect(published.map(({ size }) => size)).toEqual([700, 701]);
    expect((await store.tree(ORIGIN).keys()).map(({ vkey }) => vkey)).toEqual([OLD.vkey]);
  });

  it('continues after a restart, and publishes the last checkpoint again', async () => {
    log.append(10);
    start();
    await signedAt(10);
    await restart();
    await signedAt(10);
    await until(({ publications }) => publications[0]?.size === 10);
    expect(published.map(({ size }) => size)).toEqual([10, 10]);
    expect(published[1]).toEqual({ ...published[0], root: expect.anything() as unknown });
  });

  it('stops if the log contradicts the last checkpoint: it ends before, or has other leaves', async () => {
    log.append(20);
    start();
    await signedAt(20);
    known = published[0] && { ...published[0], origin: ORIGIN };
    await signer.stop();
    await store.close();
    rmSync(join(folder, 'ledger.db'));
    store = await openSqliteTreeStore(join(folder, 'ledger.db'));
    log.leaves.length = 15;
    start();
    expect((await until(({ state }) => state === 'stopped')).message).toContain('it has 15 leaves, the checkpoint 20');
    await signer.stop();
    log.append(10);
    log.leaves[17] = scriptedLeaf(17, 'changed');
    start();
    expect((await until(({ state }) => state === 'stopped')).message).toContain(
      'its first 20 leaves have another root than the checkpoint of that size',
    );
    expect(await store.tree(ORIGIN).lastCheckpoint()).toBeUndefined();
  });

  it('stops if the log itself records another tree, and waits while that lacks leaves of an older log', async () => {
    const tree = { size: 5, position: '50', since: '50', root: rootOf(5) };
    recorded = () => ({ ...tree, position: '40' });
    log.append(5);
    start();
    await until(({ size }) => size === 5);
    expect(signer.status).toMatchObject({ state: 'catching-up', checkpoint: null });
    recorded = () => tree;
    log.wake();
    await signedAt(5);
    recorded = () => ({ ...tree, size: 6, position: '60' });
    log.append(1);
    expect((await until(({ state }) => state === 'stopped')).message).toContain('records a tree of 6 leaves');
  });

  it('refuses a key that the last one does not announce, and signs with both when it does', async () => {
    log.append(3);
    start();
    await signedAt(3);
    await restart({ current: NEW });
    expect((await until(({ state }) => state === 'stopped')).message).toContain('LEDGER_PREVIOUS_KEY');
    await restart({ current: NEW, previous: OLD });
    await until(() => published.length === 2);
    const keys = [OLD, NEW].map(({ vkey }) => parseVerifierKey(vkey));
    expect(openNote(published[1]?.note ?? '', keys).verifiedBy).toHaveLength(2);
    const handovers = async (): Promise<readonly string[]> =>
      followHandovers(
        [parseVerifierKey(OLD.vkey)],
        (await store.tree(ORIGIN).handovers()).map((one) => one.note),
      ).map(({ to }) => formatVerifierKey(to.name, to.publicKey));
    expect(await handovers()).toEqual([NEW.vkey]);
    await restart({ current: NEW });
    log.append(1);
    await signedAt(4);
    expect(openNote(published.at(-1)?.note ?? '', keys).verifiedBy.map(({ keyId }) => keyId)).toEqual([NEW.keyId]);
    expect(parseCheckpoint(splitNote(published.at(-1)?.note ?? '').text).extensions).toHaveLength(1);
    await restart({ current: NEWEST, previous: NEW });
    await until(({ publications }) => publications[0]?.size === 4);
    await restart({ current: NEWER, previous: NEWEST });
    await until(({ publications }) => publications[0]?.size === 4);
    expect((await handovers()).toSorted()).toEqual([NEW, NEWER, NEWEST].map(({ vkey }) => vkey).toSorted());
  });

  it('hands over from the key of the epoch before', async () => {
    log.append(3);
    before = signNote(
      formatCheckpoint({ origin: 'ledgerdesk/main/6', size: 9, root: rootOf(9), extensions: [] }),
      signerFromSeed('ledgerdesk/main/6', new Uint8Array(32).fill(1)),
    );
    start({ current: NEW });
    expect((await until(({ state }) => state === 'stopped')).message).toContain('signed by ledgerdesk/main/6+');
    await restart({ current: NEW, previous: OLD });
    await signedAt(3);
    const handovers = (await store.tree(ORIGIN).handovers()).map((one) => one.note);
    expect(followHandovers([parseVerifierKey(OLD.vkey)], handovers)).toMatchObject([{ to: { keyId: NEW.keyId } }]);
    await restart({ current: NEW });
    await signedAt(3);
  });

  it('keeps handovers when there are more than a hundred checkpoints in the same hour', async () => {
    log.append(1);
    start();
    await signedAt(1);
    await restart({ current: NEW, previous: OLD });
    await until(() => published.length === 2);
    for (let size = 2; size <= 130; size += 1) {
      log.append(1);
      await time.advance(500);
      log.wake();
      await signedAt(size);
    }
    const tree = store.tree(ORIGIN);
    expect((await tree.checkpointUpTo(20))?.size).toBe(1);
    const notes = (await tree.handovers()).map((one) => one.note);
    expect(notes).toEqual([(await tree.checkpointUpTo(1))?.note]);
    expect(followHandovers([parseVerifierKey(OLD.vkey)], notes)).toMatchObject([{ to: { keyId: NEW.keyId }, size: 1 }]);
  });

  it('tries again when the store fails, and says so', async () => {
    log.append(3);
    const tree = store.tree(ORIGIN);
    const grow = jest.spyOn(Object.getPrototypeOf(tree) as typeof tree, 'grow');
    grow.mockRejectedValueOnce(new Error('The disk is full.'));
    start();
    expect((await until(({ state }) => state === 'failing')).message).toBe('The disk is full.');
    await time.advance(1_000);
    await signedAt(3);
    expect(signer.status.message).toBeUndefined();
    grow.mockRestore();
  });

  it('goes on signing while a target fails, and publishes only the newest to it', async () => {
    const publish = jest.spyOn(publisher, 'publish').mockRejectedValueOnce(new Error('503'));
    log.append(3);
    start();
    await until(({ publications }) => publications[0]?.message === '503');
    log.append(1);
    await time.advance(600);
    log.wake();
    await signedAt(4);
    await time.advance(1_000);
    await until(({ publications }) => publications[0]?.size === 4);
    expect(published.map(({ size }) => size)).toEqual([4]);
    publish.mockRestore();
  });
});
