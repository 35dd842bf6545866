import { decode } from '@ledgerdesk/event-store';
import { SENDERS } from '@ledgerdesk/processes';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup } from '../../apps/cli/backup/backup.js';
import { moveCheckpoint } from '../../apps/cli/checkpoint/checkpoints.js';
import { restore } from '../../apps/cli/restore/restore.js';
import { openEngine, type Settings, settingsFrom } from '../../apps/server/index.js';
import { OpenResources } from '../../apps/server/open-resources.js';
import { serverVersion } from '../support/eventstoredb/installed-server.js';
import { EventStoreDbServers } from '../support/eventstoredb/servers.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';
import { PostgresServer } from '../support/postgres/server.js';

const NOW = '2026-11-27T07:30:00.000Z';
const LATER = '2026-11-27T09:00:00.000Z';
const MASTER_KEY = Buffer.alloc(32, 'm').toString('base64');
const LEDGER_KEY = Buffer.alloc(32, 'k').toString('base64');

describe(`backups of an engine on EventStoreDB ${serverVersion()}, with PostgreSQL`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  const at = (...names: readonly string[]): string => join(folder, ...names);
  const resources = new OpenResources();
  let servers: Readonly<Record<string, string>>;
  let position: string;

  /** Settings of an engine on a data folder, or of a restore into it. */
  const settingsOf = (dataDir: string): Settings =>
    settingsFrom({ ...servers, DATA_DIR: at(dataDir), LOG_LEVEL: 'silent' });
  const restored = (into: string) =>
    restore(settingsOf('unused'), {
      from: at('to'),
      into: at(into),
      erasures: at('none'),
      reason: 'A drill',
      now: LATER,
    });

  beforeAll(async () => {
    const [log, postgres] = await Promise.all([EventStoreDbServers.startOne(), PostgresServer.start()]);
    resources.add(log);
    resources.add({ close: () => postgres.stop() });
    servers = { EVENTSTORE_URL: log.url, DATABASE_URL: postgres.url, MASTER_KEY, LEDGER_KEY };
    writeFileSync(at('none'), '');
    const engine = await TestEngine.open(NOW, servers);
    const { aiko } = await withAcme(engine);
    expect((await aiko.post('/v1/tickets', TICKET)).status).toBe(201);
    await engine.settled();
    await engine.signed();
    const taken = await backup(engine.engine.settings, { to: at('to'), now: NOW, pause: async () => undefined });
    expect([taken.manifest.log.segments, taken.manifest.leftOut.length]).toEqual([null, expect.any(Number)]);
    ({ position } = taken.manifest.log);
    await engine.close();
  }, 120_000);
  afterAll(async () => {
    await resources.close();
    rmSync(folder, { recursive: true });
  });

  it('open the next epoch in the log on the server, and let what is in the database wait', async () => {
    const { epoch, waiting, lack } = await restored('into');
    expect([epoch, lack]).toEqual([1, null]);
    expect(waiting).toEqual(expect.arrayContaining([...SENDERS]));
    for (const name of waiting) await moveCheckpoint(settingsOf('into'), name, 'head');
    const engine = await openEngine(settingsOf('into'), { workerThreads: false });
    try {
      const { events } = await engine.store.readAll({ filter: { types: ['LogLossAccepted', 'TicketOpened'] } });
      const [ticket, loss] = events.map(decode);
      expect(ticket).toMatchObject({ type: 'TicketOpened', data: { subject: TICKET.subject } });
      expect(loss).toMatchObject({ data: { epoch: 1, sharedSize: expect.any(Number) as number } });
      expect(BigInt(loss?.position ?? 0)).toBeGreaterThan(BigInt(position));
    } finally {
      await engine.close();
    }
  }, 60_000);

  it('are refused on a server whose log is another one, and leave the folder empty', async () => {
    const other = await EventStoreDbServers.startOne();
    resources.add(other);
    const settings = { ...settingsOf('unused'), EVENTSTORE_URL: other.url };
    const restoring = restore(settings, {
      from: at('to'),
      into: at('elsewhere'),
      erasures: at('none'),
      reason: null,
      now: LATER,
    });
    await expect(restoring).rejects.toMatchObject({ code: 'backup-damaged' });
  }, 60_000);
});
