import { EventStoreDBClient, persistentSubscriptionToAllSettingsFromDefaults, START } from '@eventstore/db-client';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { messageOf } from '@ledgerdesk/kernel';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Random } from '../../apps/cli/simulate/random.js';
import { settingsFrom } from '../../apps/server/index.js';
import { startServer } from '../../apps/server/start-server.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { Caller } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';
import { until } from '../support/http/until.js';
import { runs } from '../support/runs.js';
import { FaultRun } from './fault-run.js';
import { shuffled } from './shuffled.js';

/** In the long form each file is damaged in each way, twice. */
const DAMAGES = runs({ short: 6, long: 400 });
const RUN = new FaultRun('damaged files');
const TICKETS = 5;
const NOW = '2026-11-27T07:30:00.000Z';
const LATER = '2026-11-27T07:31:00.000Z';

type Damage = (file: string, random: Random) => void;
const rewriting =
  (change: (content: Buffer, random: Random) => Buffer): Damage =>
  (file, random) =>
    writeFileSync(file, change(readFileSync(file), random));

const WAYS: readonly (readonly [string, Damage])[] = [
  ['replaced by garbage', rewriting((content) => Buffer.alloc(Math.max(1, content.length), 'garbage '))],
  ['cut off', rewriting((content, random) => content.subarray(0, random.integer(0, Math.max(0, content.length - 1))))],
  [
    'zeroed at its start',
    rewriting((content) => Buffer.concat([Buffer.alloc(Math.min(100, content.length)), content.subarray(100)])),
  ],
  [
    'changed in one bit',
    rewriting((content, random) => {
      const at = random.integer(0, Math.max(0, content.length - 1));
      const changed = Buffer.from(content);
      if (changed.length > 0) changed[at] = (changed[at] ?? 0) ^ (1 << random.integer(0, 7));
      return changed;
    }),
  ],
  [
    'replaced by a folder',
    (file) => {
      rmSync(file, { force: true });
      mkdirSync(file);
    },
  ],
  ['deleted', (file) => rmSync(file)],
];

/** Files that are recreated. */
const DISPOSABLE = /^(?:read|presence)\.db(?:-wal|-shm)?$/;
/** Shared memory is rebuilt, and a lock has no content. */
const WITHOUT_CONTENT = /-shm$|\.lock$/;

/** What is left when the key that signed the development tokens is deleted: see docs/data-folder.md. */
const TOKENS_INVALID = /^(?:[^,]+ with 401[^,]*,?)+$/;

interface Outcome {
  readonly refused?: string;
  /** What is wrong with the engine that started. */
  readonly problems: readonly string[];
}

describe(`a damaged file (FAULT_SEED=${RUN.seed})`, () => {
  const root = mkdtempSync(join(tmpdir(), 'ledgerdesk-damage-'));
  /** The folder of an engine that was killed, with its write-ahead logs, and its configuration. */
  const intact = join(root, 'intact');
  const random = new Random(RUN.seed);
  const tickets: string[] = [];
  const content = 'The log of the client.\n'.repeat(200);
  const sha256 = createHash('sha256').update(content).digest('hex');
  let member: string;
  let withFile: string;

  beforeAll(async () => {
    const config = join(root, 'config');
    cpSync('config', config, { recursive: true });
    const engine = await TestEngine.open(NOW, { ESDB_PORT: '0', CONFIG_DIR: config });
    const { aiko, kenji, operator } = await withAcme(engine);
    member = aiko.token ?? '';
    const { uploadId } = (await aiko.upload(content, 'log.txt', 'text/plain')).body;
    for (let count = 0; count < TICKETS; count += 1) {
      const uploads = count === 0 ? [uploadId] : [];
      tickets.push(String((await aiko.post('/v1/tickets', { ...TICKET, uploads })).body['ticketId']));
    }
    withFile = tickets[0] ?? '';
    const agent = { agentId: 'kenji', name: 'Kenji', languages: ['en'], products: ['dropbox'] };
    await operator.post('/v1/desk/agents', agent);
    await kenji.put('/v1/desk/availability', { availability: 'available' });
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${engine.engine.gateway?.port}?tls=false`);
    const from = persistentSubscriptionToAllSettingsFromDefaults({ startFrom: START });
    await client.createPersistentSubscriptionToAll('audit', from);
    await client.dispose();
    await engine.settled();
    cpSync(engine.engine.folder.path, join(intact, 'data'), { recursive: true });
    cpSync(config, join(intact, 'config'), { recursive: true });
    writeFileSync(join(intact, 'data', 'clock-hold.json'), JSON.stringify({ aheadMs: 86_400_000, since: NOW }));
    await engine.close();
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  /** Paths of the files, in the folder. */
  const files = (): readonly string[] =>
    readdirSync(intact, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(intact, path)).isFile() && !path.endsWith('.sha256'))
      .sort();

  /** Reads the tickets and the file as their requester does. */
  const problemsOf = async (url: string): Promise<string[]> => {
    const aiko = new Caller(() => url, member);
    const problems: string[] = [];
    // While rows are rebuilt, those that are missing are refused with 503.
    await until(async () => (await aiko.get(`/v1/tickets/${withFile}`)).status !== 503);
    for (const id of tickets) {
      const { status, body } = await aiko.get(`/v1/tickets/${id}`);
      if (status !== 200) problems.push(`a ticket is answered with ${status} ${String(body['type'])}`);
    }
    const { status, body } = await aiko.get(`/v1/tickets/${withFile}/attachments/${sha256}`);
    const isRefused = [410, 503].includes(status) && typeof body['type'] === 'string';
    if (!isRefused && (status !== 200 || body['text'] !== content)) problems.push(`the file is served with ${status}`);
    return problems;
  };

  /** Starts an engine on a folder. Returns the message of its refusal, or what is wrong. */
  const start = async (folder: string): Promise<Outcome> => {
    const data = join(folder, 'data');
    try {
      const settings = settingsFrom({
        DATA_DIR: data,
        CONFIG_DIR: join(folder, 'config'),
        LOG_LEVEL: 'silent',
        ESDB_PORT: '0',
        PORT: '0',
        METRICS_PORT: '0',
        RATE_LIMIT: '0',
        CLOCK_START: LATER,
      });
      const server = await startServer(settings, { workerThreads: false, onWarning: () => undefined });
      const problems = await problemsOf(server.url).finally(() => server.close());
      const log = openSqliteLog({ file: join(data, 'events.db') });
      problems.push(...(await log.integrityCheck()));
      await log.close();
      return { problems };
    } catch (error) {
      return { refused: messageOf(error), problems: [] };
    }
  };

  it(`is recreated, or named by the refusal, ${DAMAGES} times, and nothing is lost or wrong in silence`, async () => {
    const findings: string[] = [];
    let refusals = 0;
    const kinds = files().flatMap((path) => WAYS.map(([way, damage]) => ({ path, way, damage })));
    const damages = shuffled(kinds, random);
    for (let number = 0; number < DAMAGES; number += 1) {
      RUN.progress(() => `${number} of ${DAMAGES}, ${refusals} refusals, ${findings.length} findings`);
      const chosen = damages[number % damages.length];
      if (!chosen) break;
      const { path, way, damage } = chosen;
      const folder = join(root, 'damaged');
      cpSync(intact, folder, { recursive: true });
      damage(join(folder, path), random);
      const { refused, problems } = await start(folder);
      const what = `${path} ${way}`;
      if (path.endsWith('sign-in.pem') && way === 'deleted') expect(problems.join()).toMatch(TOKENS_INVALID);
      else for (const problem of problems) RUN.report(findings, `${what}: ${problem}`);
      const database = path.replace(/-(?:wal|shm|journal)$/, '');
      if (refused !== undefined) {
        refusals += 1;
        const names = [
          basename(path),
          join(folder, database),
          `The ${basename(path, '.json')} file has other contents`,
        ];
        const isNamed = names.some((name) => refused.includes(name));
        if (!isNamed) RUN.report(findings, `${what}: ${refused}`);
        const name = basename(path);
        if (DISPOSABLE.test(name) || WITHOUT_CONTENT.test(name))
          if (!way.includes('folder')) RUN.report(findings, `${what}, but can be recreated: ${refused}`);
      }
      rmSync(folder, { recursive: true });
    }
    RUN.print(`${DAMAGES} of ${kinds.length} kinds of damage: ${refusals} refusals, ${findings.length} findings`);
    expect(findings).toEqual([]);
  }, 1_800_000);
});
