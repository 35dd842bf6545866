import { canonicalJson } from '@ledgerdesk/event-store';
import { ticketList } from '@ledgerdesk/projections';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { anEvent, recordedEvents } from '../../../test/support/recorded-events.js';
import { compareProjections } from './compare-projections.js';
import { loadProjection } from './load-projection.js';

const OPTIONS = { limit: 20, mask: false };

/** A log of two tickets. */
const aLog = async (): Promise<MemoryEventStore> => {
  const store = new MemoryEventStore();
  for (const event of recordedEvents(
    anEvent('TicketOpened', { ticketId: 'one' }),
    anEvent('TicketOpened', { ticketId: 'two' }),
    anEvent('TicketReplied', { ticketId: 'one' }),
    anEvent('TicketSolved', { ticketId: 'two' }),
  ))
    await store.append(event.stream, 'any', [
      { ...event, data: canonicalJson(event.data), metadata: canonicalJson(event.metadata) },
    ]);
  return store;
};

const BUILT = 'dist/read-models/ticket-list.mjs';

describe('the comparison of a read model with its earlier code', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-compare-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The built projection with a part of its code replaced, as a build of its own. */
  const earlier = (name: string, from: string, to: string): string => {
    const code = readFileSync(BUILT, 'utf8');
    if (!code.includes(from)) throw new Error(`The built projection has no ${from}.`);
    mkdirSync(join(folder, name, 'read-models'), { recursive: true });
    writeFileSync(join(folder, name, 'read-models', 'ticket-list.mjs'), code.replaceAll(from, to));
    return join(folder, name);
  };
  const compare = async (path: string) => {
    const { projection } = await loadProjection(path, 'ticket-list');
    return compareProjections(await aLog(), { before: projection, after: ticketList }, OPTIONS);
  };

  it('finds no difference if the code makes the same rows', async () => {
    expect(await compare(BUILT)).toMatchObject({
      counts: { added: 0, removed: 0, changed: 0 },
      columns: [],
      rows: [],
    });
    expect((await compare('dist')).after).toBe(2);
  });

  it('names each row that differs, what differs in it, and the event from which on', async () => {
    const found = await compare(
      earlier('other', 'sorted(openedTicket(event), 0, 1)', 'sorted(openedTicket(event), 0, 2)'),
    );
    expect(found).toMatchObject({ after: 2, counts: { added: 0, removed: 0, changed: 2 } });
    const [row] = found.rows;
    expect(row).toMatchObject({ change: 'changed', since: { type: 'TicketOpened' } });
    expect(row?.changes).toEqual([
      { path: '/messages', before: expect.any(Number) as unknown, after: expect.any(Number) as unknown },
    ]);
  });

  it('names rows that only one version has, and columns', async () => {
    const none = await compare(earlier('none', 'TicketOpened: opened', 'TicketOpened: () => undefined'));
    expect(none.counts).toMatchObject({ added: none.after, removed: 0 });
    const columns = earlier('columns', 'statusOrder: "text"', 'statusOrder: "text", extra: "text"');
    expect((await compare(columns)).columns).toEqual([{ path: '/extra', before: 'text' }]);
  });

  it('refuses what is no such projection', async () => {
    await expect(loadProjection(folder, 'ticket-list')).rejects.toThrow(/no read-models\/ticket-list.mjs/);
    await expect(loadProjection('dist/read-models/teams.mjs', 'ticket-list')).rejects.toThrow(/projection teams/);
    writeFileSync(join(folder, 'none.mjs'), 'export const projection = {};');
    await expect(loadProjection(join(folder, 'none.mjs'), 'ticket-list')).rejects.toThrow(/no export/);
    writeFileSync(join(folder, 'broken.mjs'), 'export const');
    await expect(loadProjection(join(folder, 'broken.mjs'), 'ticket-list')).rejects.toThrow(/cannot be loaded/);
  });
});
