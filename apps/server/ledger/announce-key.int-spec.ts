import { EngineClock } from '@ledgerdesk/application';
import { CommitFailed, WrongExpectedRevision } from '@ledgerdesk/event-store';
import { formatCheckpoint, nextKeyLine, signerFromSeed, signNote } from '@ledgerdesk/ledger';
import { announcedKeys, unannouncedKeys } from '@ledgerdesk/tree-signing';
import { openSqliteTreeStore } from '@ledgerdesk/tree-store/sqlite';
import type { TreeStore } from '@ledgerdesk/tree-store';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { announceKey } from './announce-key.js';
import type { LedgerConfig } from './ledger-config.js';

const ORIGIN = 'ledgerdesk/main/0';
const NEXT_EPOCH = 'ledgerdesk/main/1';
const NOW = '2026-11-30T08:00:00.000Z';
const seedOf = (key: number): Uint8Array => new Uint8Array(32).fill(key);
const vkeyOf = (key: number, origin = ORIGIN): string => signerFromSeed(origin, seedOf(key)).vkey;

describe('the announcement of another key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  let files = 0;
  let trees: TreeStore;
  let store: MemoryEventStore;

  beforeEach(async () => {
    trees = await openSqliteTreeStore(join(folder, `${(files += 1)}.db`));
    store = new MemoryEventStore();
  });
  afterEach(() => trees.close());
  afterAll(() => rmSync(folder, { recursive: true }));

  const announce = (key: number, previous?: number, origin = ORIGIN, log = store): Promise<void> => {
    const config: LedgerConfig = {
      origin,
      seed: seedOf(key),
      ...(previous !== undefined && { previousSeed: seedOf(previous) }),
      file: join(folder, 'none'),
      vkeys: [vkeyOf(key, origin)],
    };
    const clock = new EngineClock({ now: () => NOW }, undefined);
    return announceKey({ store: log, trees, config, clock, origin: {}, tenant: 'main' });
  };
  /** Signs a tree, with the key before too if there is one. */
  const sign = async (size: number, key: number, previous?: number, origin = ORIGIN): Promise<void> => {
    const tree = trees.tree(origin);
    const { size: from } = await tree.state();
    const positions = Array.from({ length: size - from }, (_, at) => String(from + at + 1));
    await tree.grow({ from, size, position: String(size), tiles: [], positions });
    const root = new Uint8Array(32).fill(size);
    const extensions = previous === undefined ? [] : [nextKeyLine(vkeyOf(key, origin))];
    const signers = [key, ...(previous === undefined ? [] : [previous])].map((one) =>
      signerFromSeed(origin, seedOf(one)),
    );
    const note = signNote(formatCheckpoint({ origin, size, root, extensions }), ...signers);
    const last = await tree.lastCheckpoint();
    const checkpoint = { size, root, note, position: String(size), signedAt: NOW };
    const isHandover = previous !== undefined;
    await tree.saveCheckpoint(checkpoint, last?.size, { vkey: vkeyOf(key, origin), isHandover });
  };
  const announced = async () =>
    (await announcedKeys(store)).map(({ origin, previousVkey, vkey, size }) => ({ origin, previousVkey, vkey, size }));
  const CHANGE = { origin: ORIGIN, previousVkey: vkeyOf(1), vkey: vkeyOf(2), size: 3 };

  it('is given up after some attempts if other engines are quicker each time', async () => {
    await sign(3, 1);
    let attempts = 0;
    const busy = new MemoryEventStore();
    jest.spyOn(busy, 'append').mockImplementation(async (stream) => {
      attempts += 1;
      throw new WrongExpectedRevision(stream, 'no-stream', attempts);
    });
    await expect(announce(2, 1, ORIGIN, busy)).rejects.toMatchObject({ code: 'key-not-announced' });
    expect(attempts).toBe(5);
  });

  it('is recorded before the key signs, and once', async () => {
    await sign(3, 1);
    await announce(2, 1);
    expect(await announced()).toEqual([CHANGE]);
    const [event] = store.log;
    expect(event).toMatchObject({ stream: 'log-keys', type: 'LedgerKeyChanged', recordedAt: NOW });
    expect(JSON.parse(event?.metadata ?? '')).toMatchObject({
      actor: { kind: 'engine', id: 'ledger' },
      tenant: 'main',
    });
    // The process ended before it signed; then it signed.
    await announce(2, 1);
    await sign(4, 2, 1);
    await announce(2, 1);
    await announce(2);
    expect(await announced()).toEqual([CHANGE]);
  });

  it('is recorded once by engines that start together', async () => {
    await sign(3, 1);
    await Promise.all([announce(2, 1), announce(2, 1), announce(2, 1)]);
    expect(await announced()).toEqual([CHANGE]);
  });

  it('is not recorded for the first key, or one that the log would not sign with', async () => {
    await announce(1);
    await sign(3, 1);
    await announce(1);
    await announce(2);
    await announce(2, 3);
    expect(await announced()).toEqual([]);
  });

  it('is recorded for each change, back to an earlier key too', async () => {
    await sign(3, 1);
    await announce(2, 1);
    await sign(4, 2, 1);
    await sign(5, 2);
    await announce(1, 2);
    await sign(6, 1, 2);
    expect(await announced()).toEqual([CHANGE, { ...CHANGE, previousVkey: vkeyOf(2), vkey: vkeyOf(1), size: 5 }]);
  });

  it('keeps the engine from starting if the log does not take it, so that the key does not sign', async () => {
    class FullLog extends MemoryEventStore {
      override append(): never {
        throw new CommitFailed('The disk is full.');
      }
    }
    await sign(3, 1);
    await expect(announce(2, 1, ORIGIN, new FullLog())).rejects.toMatchObject({ code: 'key-not-announced' });
    await announce(1, undefined, ORIGIN, new FullLog());
  });

  it('is recorded again if the log has lost it, or had none', async () => {
    await sign(3, 1);
    await sign(4, 2, 1);
    await sign(2, 2, undefined, NEXT_EPOCH);
    expect((await unannouncedKeys(store, trees, NEXT_EPOCH)).map(({ vkey }) => vkey)).toEqual([vkeyOf(2, NEXT_EPOCH)]);
    await announce(2, undefined, NEXT_EPOCH);
    await announce(2, undefined, NEXT_EPOCH);
    const again = { origin: NEXT_EPOCH, previousVkey: null, vkey: vkeyOf(2, NEXT_EPOCH), size: null };
    expect(await announced()).toEqual([again]);
    expect(await unannouncedKeys(store, trees, NEXT_EPOCH)).toEqual([]);
  });

  it('is missing for a key that signed without it', async () => {
    await sign(3, 1);
    await announce(2, 1);
    await sign(4, 2, 1);
    expect(await unannouncedKeys(store, trees, ORIGIN)).toEqual([]);
    await sign(5, 3, 2);
    expect((await unannouncedKeys(store, trees, ORIGIN)).map(({ vkey, since }) => [vkey, since])).toEqual([
      [vkeyOf(3), 5],
    ]);
  });
});
