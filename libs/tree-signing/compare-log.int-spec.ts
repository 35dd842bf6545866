import { type EventToAppend, leafOf } from '@ledgerdesk/event-store';
import { formatCheckpoint, signerFromSeed, signNote, vouchedSinceLine } from '@ledgerdesk/ledger';
import { openSqliteTreeStore } from '@ledgerdesk/tree-store/sqlite';
import type { SignedCheckpoint, TreeStore } from '@ledgerdesk/tree-store';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { positionInCopy, sharedPart, treeDifference } from './compare-log.js';
import { followCopy } from './follow-copy.js';
import { TreeBuilder } from './tree-builder.js';

const MAIN = 'ledgerdesk/main/0';
const AT = '2026-11-30T08:00:00.000Z';
const eventOf = (index: number, data = '{}'): EventToAppend => ({
  id: `00000000-0000-4000-8000-00000000000${index}`,
  type: 'TicketFolded',
  version: 1,
  occurredAt: AT,
  recordedAt: AT,
  data,
  metadata: '{"tenant":"main"}',
});

describe('the comparison of a log whose earlier leaves are being added with its tree', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  let store: TreeStore;

  beforeAll(async () => void (store = await openSqliteTreeStore(join(folder, 'ledger.db'))));
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const recordedIn = async (...events: readonly EventToAppend[]): Promise<MemoryEventStore> => {
    const memory = new MemoryEventStore();
    await memory.append('ticket-1', 'any', events);
    return memory;
  };
  /** An embedded log of these events, of which it has added no leaves yet. */
  const logOf = async (...events: readonly EventToAppend[]) => {
    const memory = await recordedIn(...events);
    const tree = async () => ({ size: 0, position: '0', since: String(events.length), root: new Uint8Array(32) });
    const page = async () => ({ leaves: [], scannedTo: '0', end: true });
    return {
      memory,
      log: {
        head: () => memory.head(),
        readAll: (options: Parameters<MemoryEventStore['readAll']>[0]) => memory.readAll(options),
        leaves: { tree, page },
      },
    };
  };
  const checkpointOf = (builder: TreeBuilder, since = builder.size, origin = MAIN): SignedCheckpoint => {
    const head = { origin, size: builder.size, root: builder.root() };
    const text = formatCheckpoint({ ...head, extensions: [vouchedSinceLine({ at: AT, size: since })] });
    const note = signNote(text, signerFromSeed(head.origin, new Uint8Array(32)));
    return { size: head.size, root: head.root, note, position: String(head.size), signedAt: AT };
  };
  /** Stores a tree of the first events of a log. Returns the checkpoint that all its events have. */
  const storeTree = async ({ log }: MemoryEventStore, origin: string, size: number): Promise<SignedCheckpoint> => {
    const tree = store.tree(origin);
    const builder = await TreeBuilder.load(tree);
    const leaves = log.map((event) => leafOf(event) ?? new Uint8Array(0));
    for (const leaf of leaves.slice(0, size)) builder.add(leaf);
    const positions = log.slice(0, size).map(({ position }) => position);
    if (size > 0) await tree.grow({ from: 0, size, position: String(size), tiles: builder.takeTiles(), positions });
    for (const leaf of leaves.slice(size)) builder.add(leaf);
    return checkpointOf(builder, 1, origin);
  };

  it('looks at the event of the last leaf, and at where the log ends', async () => {
    const tree = store.tree('ledgerdesk/main/0');
    const { memory, log } = await logOf(eventOf(0), eventOf(1), eventOf(2));
    const builder = await TreeBuilder.load(tree);
    for (const event of memory.log) builder.add(leafOf(event) ?? new Uint8Array(0));
    await tree.grow({ from: 0, size: 3, position: '3', tiles: builder.takeTiles(), positions: ['1', '2', '3'] });
    const signed = checkpointOf(builder);
    expect(await treeDifference(log, tree, signed)).toBeUndefined();
    const { log: changed } = await logOf(eventOf(0), eventOf(1), eventOf(2, '{"changed":true}'));
    expect(await treeDifference(changed, tree, signed)).toBe('the log has another event at position 3');
    const { log: shorter } = await logOf(eventOf(0), eventOf(1));
    const ends = 'checkpoint 3 was signed, the log ends at position 2';
    expect(await treeDifference(shorter, tree, signed)).toBe(ends);
    // Also if the checkpoint is all that is left of the tree.
    const alone = checkpointOf(builder, 3, 'ledgerdesk/main/1');
    expect(await treeDifference(shorter, store.tree('ledgerdesk/main/1'), alone)).toBe(ends);
  });

  it('finds what an older tree lacks in a log that a server keeps', async () => {
    const events = [0, 1, 2, 3, 4].map((index) => eventOf(index));
    const whole = await recordedIn(...events);
    for (const size of [0, 3, 5]) {
      const tree = store.tree(`ledgerdesk/older/${size}`);
      const signed = await storeTree(whole, tree.origin, size);
      expect(await treeDifference(whole, tree, signed)).toBeUndefined();
      const [shorter, changed] = [
        await recordedIn(...events.slice(0, 4)),
        await recordedIn(...events.with(4, eventOf(4, '{"changed":true}'))),
      ];
      const found = [await treeDifference(shorter, tree, signed), await treeDifference(changed, tree, signed)];
      expect(found).toEqual(
        size === 5
          ? ['it has read an event at position 5, the log has none there', 'the log has another event at position 5']
          : ['checkpoint 5 was signed, the log has 4 of these 5 events', 'the log has other events than were signed'],
      );
    }
  });

  it('knows the place of a loss in a copy, whose positions are not those that were signed', async () => {
    const events = [0, 1, 2, 3, 4].map((index) => eventOf(index));
    const whole = await recordedIn(...events);
    const tree = store.tree('ledgerdesk/cut/0');
    await storeTree(whole, tree.origin, 5);
    const copy = new MemoryEventStore();
    await copy.append('notes-1', 'any', [eventOf(8), eventOf(9)]);
    await copy.append('ticket-1', 'any', events.slice(0, 3));
    expect(await sharedPart(copy, tree, 5)).toEqual({ size: 3, position: '5' });
    expect(await positionInCopy(copy, tree, 5)).toBe('5');
    const shorter = await recordedIn(...events.slice(0, 3));
    expect(await positionInCopy(shorter, tree, 5)).toBeUndefined();
    expect(await positionInCopy(new MemoryEventStore(), tree, 5)).toBeUndefined();
  });

  it('follows to a copy that another engine has moved the tree to meanwhile, and has added to', async () => {
    const events = [0, 1, 2, 3, 4].map((index) => eventOf(index));
    const [tree, other] = [store.tree('ledgerdesk/raced/0'), store.tree('ledgerdesk/raced/0')];
    const signed = await storeTree(await recordedIn(...events), tree.origin, 5);
    const copy = new MemoryEventStore();
    await copy.append('notes-1', 'any', [eventOf(9)]);
    await copy.append('ticket-1', 'any', [...events, eventOf(5)]);
    const relocate = tree.relocate.bind(tree);
    jest.spyOn(tree, 'relocate').mockImplementationOnce(async (...move) => {
      expect(await followCopy(copy, other)).toBe(true);
      const builder = await TreeBuilder.load(other, 5);
      builder.add(leafOf(copy.log[6] ?? fail('no event')) ?? new Uint8Array(0));
      await other.grow({ from: 5, size: 6, position: '7', tiles: builder.takeTiles(), positions: ['7'] });
      await relocate(...move);
    });
    expect(await followCopy(copy, tree)).toBe(true);
    expect([await treeDifference(copy, tree, signed), (await tree.state()).size]).toEqual([undefined, 6]);
  });

  it('finds a stored tree that is not the one that was signed', async () => {
    const log = await recordedIn(...[0, 1, 2].map((index) => eventOf(index)));
    const signed = await storeTree(log, 'ledgerdesk/stored/0', 3);
    const tree = store.tree('ledgerdesk/stored/0');
    const builder = await TreeBuilder.load(store.tree('ledgerdesk/none/0'));
    for (const name of ['a', 'b', 'c']) builder.add(Buffer.alloc(32, name));
    const other = checkpointOf(builder, 1, tree.origin);
    expect(await treeDifference(log, tree, signed)).toBeUndefined();
    expect(await treeDifference(log, tree, other)).toBe('the tree in its database has another root than checkpoint 3');
    const damaged = 'checkpoint 3 in the database of its tree is damaged: ';
    const changed = { ...signed, root: new Uint8Array(32) };
    expect(await treeDifference(log, tree, changed)).toBe(
      `${damaged}its note is not the one of its origin, size and root`,
    );
    expect(await treeDifference(log, tree, { ...signed, note: '' })).toContain(`${damaged}This is no signed note`);
  });

  it('follows to a copy of the log, whose events have other positions', async () => {
    const events = [0, 1, 2, 3, 4].map((index) => eventOf(index));
    const whole = await recordedIn(...events);
    const tree = store.tree('ledgerdesk/copied/0');
    const signed = await storeTree(whole, tree.origin, 5);
    expect(await followCopy(whole, tree)).toBe(false);
    const copyOf = async (...copied: readonly EventToAppend[]) => {
      const copy = new MemoryEventStore();
      await copy.append('notes-1', 'any', [eventOf(9)]);
      await copy.append('ticket-1', 'any', copied);
      return copy;
    };
    const shorter = await copyOf(...events.slice(0, 4));
    const other = await copyOf(...events.with(2, eventOf(2, '{"changed":true}')));
    for (const lacking of [shorter, other]) expect(await followCopy(lacking, tree)).toBe(false);
    const copy = await copyOf(...events, eventOf(5));
    expect(await treeDifference(copy, tree, signed)).toBe('the log has another event at position 5');
    expect(await followCopy(copy, tree)).toBe(true);
    expect([await treeDifference(copy, tree, signed), await tree.state()]).toEqual([
      undefined,
      { size: 5, position: '6' },
    ]);
  });

  it('finds that events were declared to be older than the tree', async () => {
    const { memory, log } = await logOf(...[0, 1, 2, 3].map((index) => eventOf(index)));
    const signed = await storeTree(memory, 'ledgerdesk/since/0', 4);
    const raisedTo = async (since: string) => ({
      ...log,
      leaves: { ...log.leaves, tree: async () => ({ ...(await log.leaves.tree()), since }) },
    });
    const differenceAt = async (since: string) =>
      treeDifference(await raisedTo(since), store.tree('ledgerdesk/since/0'), signed);
    expect(await differenceAt('1')).toBeUndefined();
    for (const since of ['2', '4']) expect(await differenceAt(since)).toContain(`events up to position ${since} were`);
  });
});
