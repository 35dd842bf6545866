import { openPostgresReadStore } from '@ledgerdesk/read-store/postgres';
import { Client } from 'pg';
import { filter, firstValueFrom } from 'rxjs';
import { PostgresServer } from '../../test/postgres/server.js';
import { LiveRunner } from './live-runner.js';
import { ManualTime } from './manual-time.js';
import { equivalence } from './test/equivalence.js';
import { MemoryLog } from './test/memory-log.js';
import { caughtUp, counted, decode, tally } from './test/sample.js';

let server: PostgresServer;
beforeAll(async () => { server = await PostgresServer.start(); }, 60_000);
afterAll(() => server.stop());

equivalence('PostgreSQL', () => openPostgresReadStore(server.freshPlace()), 60);

describe('live runner on PostgreSQL', () => {
  it('rests when the connection is lost, says so, and goes on where it was', async () => {
    const place = server.freshPlace();
    const store = await openPostgresReadStore(place);
    const log = new MemoryLog();
    const time = new ManualTime('2026-11-02T08:00:00.000Z');
    const runner = new LiveRunner({ log, store, decode, projections: [tally], timers: time });
    await runner.start();
    await caughtUp(runner, log.add(counted(1, 'a')));
    const blocker = new Client({ connectionString: place.url });
    await blocker.connect();
    await blocker.query(`BEGIN; LOCK TABLE "${place.schema}".tally_v1`);
    const head = log.add(counted(2, 'a'));
    await server.untilSomethingWaits();
    await server.cutConnections();
    await blocker.end();
    const [failing] = await firstValueFrom(runner.progress.pipe(filter(([status]) => status?.state === 'failing')));
    expect(failing?.trouble?.message).toMatch(/^The connection to PostgreSQL at .* failed/);
    await time.advance(1_000);
    await caughtUp(runner, head);
    expect(await store.get('tally', 'a')).toEqual({ total: 3, trail: ' 3 6' });
    await runner.stop();
    await store.close();
  });
});
