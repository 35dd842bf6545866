import { type EventToAppend, leafOf } from '@ledgerdesk/event-store';
import { openSqliteTreeStore } from '@ledgerdesk/tree-store/sqlite';
import type { SignedCheckpoint, TreeStore } from '@ledgerdesk/tree-store';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { treeDifference } from './compare-log.js';
import { TreeBuilder } from './tree-builder.js';

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

  /** An embedded log of these events, of which it has added no leaves yet. */
  const logOf = async (...events: readonly EventToAppend[]) => {
    const memory = new MemoryEventStore();
    await memory.append('ticket-1', 'any', events);
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

  it('looks at the event of the last leaf, and at where the log ends', async () => {
    const tree = store.tree('ledgerdesk/main/0');
    const { memory, log } = await logOf(eventOf(0), eventOf(1), eventOf(2));
    const builder = await TreeBuilder.load(tree);
    for (const event of memory.log) builder.add(leafOf(event) ?? new Uint8Array(0));
    await tree.grow({ from: 0, size: 3, position: '3', tiles: builder.takeTiles(), positions: ['1', '2', '3'] });
    const signed: SignedCheckpoint = { size: 3, root: builder.root(), note: '', position: '3', signedAt: AT };
    expect(await treeDifference(log, tree, signed)).toBeUndefined();
    const { log: changed } = await logOf(eventOf(0), eventOf(1), eventOf(2, '{"changed":true}'));
    expect(await treeDifference(changed, tree, signed)).toBe('the log has another event at position 3');
    const { log: shorter } = await logOf(eventOf(0), eventOf(1));
    const ends = 'checkpoint 3 was signed, the log ends at position 2';
    expect(await treeDifference(shorter, tree, signed)).toBe(ends);
    // Also if the checkpoint is all that is left of the tree.
    expect(await treeDifference(shorter, store.tree('ledgerdesk/main/1'), signed)).toBe(ends);
  });
});
