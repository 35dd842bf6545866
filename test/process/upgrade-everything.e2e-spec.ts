import { decode } from '@ledgerdesk/event-store';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { replayAll } from '@ledgerdesk/runtime';
import { Logger } from '@nestjs/common';
import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../apps/cli/simulate/random.js';
import { TICKET } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';
import { PostgresServer } from '../support/postgres/server.js';
import { ReleaseFixture } from '../support/release-fixture.js';
import { runs } from '../support/runs.js';

const FIXTURE = new ReleaseFixture('0.1.0');
/** A time after the last event of the fixture. */
const NOW = '2026-12-07T01:00:00.000Z';
const FILLED_AT = '2026-12-06T00:00:00.000Z';
/** How many events version 0.1.0 allowed in a stream. */
const FULL_STREAM = 5_000;
const KILLS = runs({ short: 1, long: 20 });
/** The first migration starts soon after the first change of a file, and the last ends within this time. */
const KILLED_WITHIN_MS = runs({ short: 300, long: 1_500 });
const random = new Random(610_244);

interface StoredRow {
  readonly revision: number;
  readonly version: number;
  readonly metadata: string;
}

/** Appends events to a stream of a log of 0.1.0, as that version did, until it was full. */
const fillStream = (file: string, stream: string, eventAt: (n: number) => readonly [string, number, object]): void => {
  const log = new Database(file);
  const last = log
    .prepare<[string], StoredRow>('SELECT revision, metadata FROM events WHERE stream = ? ORDER BY revision DESC')
    .get(stream);
  const head = log.prepare('SELECT max(position) FROM events').pluck().get() as number;
  const insert = log.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const metadata = JSON.parse(last?.metadata ?? '{}') as object;
  log.transaction(() => {
    for (let revision = (last?.revision ?? -1) + 1, n = 1; revision < FULL_STREAM; revision += 1, n += 1) {
      const [type, version, data] = eventAt(n);
      const ids = { commandId: randomUUID(), correlationId: randomUUID(), causationId: randomUUID() };
      const texts = [JSON.stringify(data), JSON.stringify({ ...metadata, ...ids })];
      insert.run(head + n, stream, revision, randomUUID(), type, version, FILLED_AT, FILLED_AT, ...texts);
    }
  })();
  log.close();
};

const NO_FILTER = {
  status: 'open',
  product: null,
  issueType: null,
  openedFrom: null,
  openedTo: null,
  sort: null,
  order: null,
};
const KEY = { teamId: 'acme', memberId: 'aiko' };

/** Files and folders below a folder. */
const entriesOf = (folder: string): readonly string[] => [
  folder,
  ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
];

/** A data folder and a config folder of 0.1.0 with everything that version may have left. */
const restoreEverything = (root: string): void => {
  const data = join(root, 'data');
  mkdirSync(join(data, 'keys'), { recursive: true });
  FIXTURE.restoreFolder(data);
  cpSync(FIXTURE.configFolder, join(root, 'config'), { recursive: true });
  fillStream(join(data, 'events.db'), 'member-acme.aiko', (n) =>
    n % 2 === 1
      ? ['TicketViewSaved', 1, { ...KEY, viewId: 'view-1', name: 'Open ones', q: null, filter: NO_FILTER }]
      : ['TicketViewRemoved', 1, { ...KEY, viewId: 'view-1' }],
  );
  fillStream(join(data, 'events.db'), 'agent-kenji', (n) => [
    'AgentAvailabilityChanged',
    2,
    { agentId: 'kenji', availability: n % 2 === 1 ? 'available' : 'away', channels: ['callback', 'chat'] },
  ]);
  writeFileSync(join(data, 'keys', 'quotes.key'), randomBytes(32));
  for (const path of entriesOf(data)) chmodSync(path, lstatSync(path).isDirectory() ? 0o755 : 0o644);
};

describe('everything that version 0.1.0 may have left, at once', () => {
  const root = mkdtempSync(join(tmpdir(), 'ledgerdesk-upgrade-'));
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await PostgresServer.start();
    await postgres.run(FIXTURE.postgresSql);
    restoreEverything(join(root, 'intact'));
  });
  afterAll(async () => {
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  });

  /** Excludes timers and processes, which would record further events and attempts. */
  const environmentAt = (folder: string, database: string | undefined): Readonly<Record<string, string>> => ({
    DATA_DIR: join(folder, 'data'),
    CONFIG_DIR: join(folder, 'config'),
    CLOCK_START: NOW,
    ROLES: 'http,projections',
    ...(database !== undefined && { DATABASE_URL: database }),
  });

  /** Starts an engine and kills it while it migrates the data. */
  const killWhileMigrating = async (environment: Readonly<Record<string, string>>): Promise<void> => {
    const changes = watch(environment['DATA_DIR'] ?? '');
    const changed = once(changes, 'change');
    const engine = spawn(process.execPath, ['dist/apps/server/main.js'], {
      env: { ...process.env, PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'fatal', ...environment },
      stdio: 'ignore',
    });
    const exited = once(engine, 'exit');
    await changed;
    changes.close();
    await pause(random.integer(0, KILLED_WITHIN_MS));
    engine.kill('SIGKILL');
    expect(await exited).toEqual([null, 'SIGKILL']);
  };

  it.each([
    ['rows in files', () => undefined],
    ['rows in PostgreSQL', () => postgres.url],
  ])(
    `opens, is usable, and has read models equal to a replay after ${KILLS} kills: %s`,
    async (name, urlOf) => {
      const warnings = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
      const [folder, database] = [join(root, name), urlOf()];
      cpSync(join(root, 'intact'), folder, { recursive: true });
      for (let kill = 0; kill < KILLS; kill += 1) await killWhileMigrating(environmentAt(folder, database));

      const { ROLES = '', CONFIG_DIR = '' } = environmentAt(folder, database);
      const overrides = { ROLES, CONFIG_DIR, ...(database !== undefined && { DATABASE_URL: database }) };
      const engine = await TestEngine.open(NOW, overrides, async (to) =>
        cpSync(join(folder, 'data'), to, { recursive: true }),
      );
      try {
        const { store, rows, projectionProgress, folder: opened } = engine.engine;
        for (const path of entriesOf(opened.path).filter((entry) => !entry.includes('attachments/')))
          expect([path, (lstatSync(path).mode & 0o077).toString(8)]).toEqual([path, '0']);

        const operator = await engine.as({ kind: 'operator' });
        const [aiko, kenji] = [
          await engine.member('acme', 'aiko'),
          await engine.as({ kind: 'agent', subject: 'kenji' }),
        ];
        const views = await aiko.get('/v1/tickets/views');
        expect(views.body['items']).toEqual([expect.objectContaining({ name: 'Open ones' })]);
        const opening = await aiko.post('/v1/tickets', TICKET);
        expect([opening.status, opening.body['type']]).toEqual([201, undefined]);
        // Both streams are full, and what others decide there is still decided.
        const suspended = await operator.put('/v1/teams/acme/members/aiko/status', { status: 'suspended' });
        expect([suspended.status, suspended.body['type']]).toEqual([200, undefined]);
        expect((await kenji.put('/v1/desk/availability', { availability: 'available' })).status).toBe(200);

        const service = await engine.as({ kind: 'service', subject: 'console' });
        expect((await service.get('/v1/webhooks')).status).toBe(200);
        expect(JSON.stringify(warnings.mock.calls)).toContain('A service token without scopes was used for webhooks');

        expect(await projectionProgress.waitFor(await store.head(), 30_000)).toBe(true);
        const replayed = await replayAll(PROJECTIONS, { log: store, decode });
        for (const projection of PROJECTIONS)
          expect([
            projection.name,
            new Map((await rows.find(projection.name)).map(({ key, row }) => [key, row])),
          ]).toEqual([projection.name, replayed.get(projection.name)]);
        expect(await store.integrityCheck?.()).toEqual([]);
      } finally {
        warnings.mockRestore();
        await engine.close();
      }
    },
    KILLS * 30_000 + 60_000,
  );
});
