import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import { type EventView, PagePool } from '@ledgerdesk/runtime';
import { loggedEvents } from '../../api/ledger/log.view.js';
import { OpenResources } from '../open-resources.js';
import { embeddedStorage } from '../storage.js';
import { threadScript } from '../thread-script.js';

const AT = '2026-11-27T07:30:00.000Z';
const WHOLE = { params: { masked: true }, after: '0' };

describe('the thread that reads pages of the log', () => {
  const resources = new OpenResources();
  let folder: string;
  let pages: PagePool;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pages-'));
    const script = threadScript('pages/page-thread');
    pages = resources.add(new PagePool({ script, workerData: embeddedStorage(folder) }));
  });
  afterAll(() => resources.close());

  it('fails with the code of the error, and reads once the log can be opened', async () => {
    await expect(pages.read(loggedEvents, WHOLE)).rejects.toMatchObject({ code: 'store-unreadable' });
    const store = resources.add(await openSqliteEventStore({ file: join(folder, 'events.db'), thread: false }));
    const event = { type: 'TicketSolved', version: 1, occurredAt: AT, recordedAt: AT, data: '{}', metadata: '{}' };
    await store.append('ticket-t-1', 'no-stream', [{ ...event, id: randomUUID() }]);
    await store.append('client-1', 'no-stream', [{ ...event, id: randomUUID() }]);
    const { items, ...page } = await pages.read(loggedEvents, WHOLE);
    expect(items.map(({ json }) => JSON.parse(json) as unknown)).toMatchObject([{ stream: 'ticket-t-1' }]);
    expect(page).toEqual({ scannedTo: '2', end: true });
  });

  it('refuses a view that it does not know', async () => {
    const unknown: EventView<object, string> = { name: 'unknown', filter: () => ({}), itemsOf: () => [] };
    await expect(pages.read(unknown, WHOLE)).rejects.toThrow('Unknown view "unknown"');
  });

  it('reads for nobody who has left', async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(pages.read(loggedEvents, WHOLE, { signal: abort.signal })).rejects.toMatchObject({
      message: expect.stringContaining('cancelled') as unknown,
    });
  });
});
