import { PROJECTIONS, responseReport, responseReportQuery } from '@ledgerdesk/projections';
import { AsOfPool } from '@ledgerdesk/runtime';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowsAfter } from '../../../test/support/projected-rows.js';
import { anEvent } from '../../../test/support/recorded-events.js';
import { PostgresServer } from '../../../test/support/postgres/server.js';
import { TcpProxy } from '../../../test/support/tcp-proxy.js';
import { createDataFolder } from '../data-folder.js';
import { OpenResources } from '../open-resources.js';
import { embeddedStorage, openRows, type StorageConfig } from '../storage.js';
import { threadScript } from '../thread-script.js';

const TICKETS = 700;
const query = responseReportQuery(new TemporalTimeZones());
const HEAD = { head: true } as const;

const events = Array.from({ length: TICKETS }, (_, n) => {
  const ticketId = `t-${n}`;
  const entitlement = { addOn: 'dropbox', source: 'team', level: 'essentials', targetMinutes: 240 } as const;
  return [
    anEvent('TicketOpened', { ticketId, entitlement }),
    anEvent('ResponseClockStarted', { ticketId, startedAt: '2026-11-27T07:30:00.000Z' }),
  ];
}).flat();

describe.each(['SQLite', 'PostgreSQL'])('reports on live rows in %s', (store) => {
  const resources = new OpenResources();
  let storage: StorageConfig;
  let pool: AsOfPool;
  let network: TcpProxy | undefined;

  beforeAll(async () => {
    const folder = createDataFolder(mkdtempSync(join(tmpdir(), 'reports-'))).path;
    storage = embeddedStorage(folder);
    if (store === 'PostgreSQL') {
      const server = await PostgresServer.start();
      resources.add({ close: () => server.stop() });
      network = resources.add(await TcpProxy.to(server.url));
      storage = { ...storage, rows: network.url };
    }
    pool = resources.add(
      new AsOfPool({ script: threadScript('as-of/as-of-thread'), workerData: storage, env: {}, threads: 1 }),
    );
  }, 60_000);
  afterAll(() => resources.close());

  it('are added up in another process, without opening the log', async () => {
    const before = await pool.query(query, { params: {}, until: HEAD });
    expect(before).toMatchObject({ total: { clocks: 0 }, items: [] });
    const rows = await openRows(storage);
    for (const projection of PROJECTIONS) await rows.prepare(projection);
    await rows.commit(responseReport, {
      rows: rowsAfter(responseReport, ...events),
      from: undefined,
      to: { logId: 'log', position: '1' },
    });
    await rows.serve(responseReport);
    await rows.close();
    const figures = { clocks: TICKETS, running: TICKETS, met: 0 };
    expect(await pool.query(query, { params: {}, until: HEAD })).toMatchObject({
      total: figures,
      items: [{ level: 'essentials', month: '2026-11', ...figures }],
    });
  });

  if (store === 'PostgreSQL')
    it('reject with the code of the outage while the database cannot be reached', async () => {
      network?.cut();
      await expect(pool.query(query, { params: {}, until: HEAD })).rejects.toMatchObject({
        code: 'postgres-unreachable',
      });
    });
});
