import { randomBytes } from 'node:crypto';
import type { Projection, Row } from '@ledgerdesk/kernel';
import { openPostgresReadStore } from '@ledgerdesk/read-store/postgres';
import { Client } from 'pg';
import { filter, firstValueFrom } from 'rxjs';
import { PostgresServer } from '../../test/support/postgres/server.js';
import { LiveRunner } from './live-runner.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { equivalence } from '../../test/support/runtime/equivalence.js';
import { MemoryLog } from '../../test/support/runtime/memory-log.js';
import { caughtUp } from '../../test/support/runtime/caught-up.js';
import { counted, decode, type Sample, tally } from '../../test/support/runtime/sample-projections.js';
import { runs } from '../../test/support/runs.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server.stop());

equivalence('PostgreSQL', () => openPostgresReadStore(server.freshSchema()), runs({ short: 15, long: 200 }));

describe('live runner on PostgreSQL', () => {
  it('pauses when the connection is lost, reports it, and resumes', async () => {
    const database = server.freshSchema();
    const store = await openPostgresReadStore(database);
    const log = new MemoryLog();
    const time = new ManualTime('2026-11-02T08:00:00.000Z');
    const runner = new LiveRunner({ log, store, decode, projections: [tally], timers: time });
    await runner.start();
    await caughtUp(runner, log.add(counted(1, 'a')));
    const blocker = new Client({ connectionString: database.url });
    await blocker.connect();
    await blocker.query(`BEGIN; LOCK TABLE "${database.schema}".tally_v1`);
    const head = log.add(counted(2, 'a'));
    await server.untilLockWait();
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

  const rejected: readonly (readonly [string, Row])[] = [
    ['U+0000 in a column', { title: 'a\0b' }],
    ['half a surrogate pair in a column', { title: 'a\ud83d' }],
    ['more text than an index entry can hold', { title: randomBytes(20_000).toString('hex') }],
  ];
  it.each(rejected)('stops only the projection whose row has %s, before that event', async (_case, row) => {
    const store = await openPostgresReadStore(server.freshSchema());
    const log = new MemoryLog();
    const titles: Projection<Sample> = {
      ...tally,
      name: 'titles',
      table: { columns: { title: 'text' }, indexes: [['title']] },
      evolve: (_key, _row, { data }) => ('amount' in data && data.amount === 13 ? row : { title: 'fit' }),
    };
    log.add(...Array.from({ length: 40 }, (_, index) => counted(index, `k${index}`)));
    const runner = new LiveRunner({ log, store, decode, projections: [titles, tally] });
    await runner.start();
    const [stopped, other] = await firstValueFrom(
      runner.progress.pipe(
        filter(
          ([{ state } = { state: 'rebuilding' }, beside]) =>
            (state === 'poisoned' || state === 'failing') && beside?.state === 'running',
        ),
      ),
    );
    await runner.stop();
    const kept = await store.page(titles, undefined, 100);
    await store.close();
    expect(stopped).toMatchObject({
      state: 'poisoned',
      position: '39',
      trouble: { position: '42', eventId: 'event-13' },
    });
    expect(other).toMatchObject({ state: 'running', position: '120' });
    expect(kept).toHaveLength(13);
  });
});
