import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueToken } from '../../apps/cli/token/token.command.js';
import { settingsFrom } from '../../apps/server/index.js';
import { TEAM, TICKET } from '../support/http/acme-fixture.js';
import { Caller, type Reply } from '../support/http/caller.js';
import { EngineProcesses } from '../support/http/engine-process.js';

const root = join(__dirname, '..', '..');
const run = (script: string, args: readonly string[], env: Readonly<Record<string, string>>) =>
  spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'development', ...env },
    encoding: 'utf8',
    timeout: 20_000,
  });

const positionIn = ({ headers }: Reply): string => headers.get('ledger-position') ?? '';

describe('the engine as a process', () => {
  let folder: string;
  let engines: EngineProcesses;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-process-'));
    engines = new EngineProcesses();
  });
  afterEach(async () => {
    await engines.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = () => engines.start({ DATA_DIR: folder, LOG_LEVEL: 'error' });

  it('finishes requests in progress on SIGTERM and exits with 0', async () => {
    const engine = await start();
    const operator = new Caller(
      () => engine.url,
      await issueToken({ kind: 'operator', days: 1 }, settingsFrom({ DATA_DIR: folder })),
    );
    const requests = Array.from({ length: 50 }, (_, n) =>
      operator.post('/v1/teams', { ...TEAM, teamId: `team-${n}` }).then(
        ({ status }) => status,
        () => 'not taken',
      ),
    );
    await Promise.race(requests);
    const stopped = engine.stop();
    const statuses = await Promise.all(requests);
    expect(await stopped).toEqual({ code: 0, signal: null });
    expect(statuses.filter((status) => status !== 201 && status !== 503 && status !== 'not taken')).toEqual([]);
    const exported = run('dist/apps/cli/main.js', ['export'], { DATA_DIR: folder }).stdout.trim().split('\n');
    expect(exported.length).toBeGreaterThanOrEqual(statuses.filter((status) => status === 201).length);
  }, 60_000);

  it('runs as-of queries by position and by instant in worker threads', async () => {
    const engine = await start();
    const signedIn = async (options: object) =>
      new Caller(
        () => engine.url,
        await issueToken({ kind: 'operator', days: 1, ...options }, settingsFrom({ DATA_DIR: folder })),
      );
    const [operator, auditor] = [await signedIn({}), await signedIn({ kind: 'auditor' })];
    await operator.post('/v1/teams', TEAM);
    await operator.post('/v1/teams/acme/members', {
      memberId: 'aiko',
      name: 'Aiko',
      email: 'aiko@acme.example',
      language: 'en',
      roles: [],
    });
    const aiko = await signedIn({ kind: 'member', team: 'acme', subject: 'aiko' });
    const before = positionIn(await aiko.post('/v1/tickets', { ...TICKET, subject: 'One' }));
    await aiko.post('/v1/tickets', { ...TICKET, subject: 'Two' });
    const subjects = async (caller: Caller, path: string) =>
      ((await caller.get(path)).body['items'] as { readonly subject: string }[]).map(({ subject }) => subject).sort();
    const [now, positioned, long, rows] = await Promise.all([
      subjects(aiko, `/v1/tickets?asOf=${new Date().toISOString()}`),
      subjects(aiko, `/v1/tickets?asOf=${before}`),
      subjects(aiko, '/v1/tickets?asOf=2026-01-01T00:00:00Z'),
      subjects(auditor, `/v1/read-models/ticket-list?asOf=${before}`),
    ]);
    expect({ now, positioned, long, rows }).toEqual({
      now: ['One', 'Two'],
      positioned: ['One'],
      long: [],
      rows: ['One'],
    });
    expect(await engine.stop()).toEqual({ code: 0, signal: null });
  }, 60_000);

  it('refuses a second writer on its data folder and allows readers', async () => {
    const engine = await start();
    const second = run('dist/apps/server/main.js', [], { DATA_DIR: folder, PORT: '0' });
    expect({ status: second.status, stderr: second.stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining('already open for writing') as string,
    });
    expect(
      run('dist/apps/cli/main.js', ['simulate', '--teams', '1', '--days', '1'], { DATA_DIR: folder }).stderr,
    ).toContain('Stop that process first');
    expect(run('dist/apps/cli/main.js', ['doctor', '--json'], { DATA_DIR: folder }).status).toBe(0);
    expect(await engine.stop()).toEqual({ code: 0, signal: null });
  }, 60_000);

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['an invalid port', { PORT: 'abc' }, 'PORT is "abc"'],
    ['an unknown role', { ROLES: 'everything' }, 'ROLES is "everything"'],
    ['an invalid instant', { CLOCK_START: 'yesterday' }, 'CLOCK_START is "yesterday"'],
    [
      'both a remote log and a gateway',
      { EVENTSTORE_URL: 'esdb://localhost:2113?tls=false', ESDB_PORT: '2113' },
      'Set one of them',
    ],
    ['a store role without a gateway port', { ROLES: 'store' }, 'ESDB_PORT is not set'],
    [
      'a password on an unencrypted connection',
      { EVENTSTORE_URL: 'esdb://a:secret@localhost:2113?tls=false' },
      'esdb://***@localhost',
    ],
    [
      'a user without a password',
      { ESDB_PORT: '0', ESDB_USER: 'u' },
      'ESDB_PASSWORD, ESDB_TLS_KEY, and ESDB_TLS_CERT are not set',
    ],
    ['an unauthenticated gateway beyond loopback', { ESDB_PORT: '0', ESDB_HOST: '0.0.0.0' }, 'on 0.0.0.0 requires TLS'],
    ['production without keys', { NODE_ENV: 'production' }, 'JWKS_URL is not set'],
    [
      'a simulated clock in production',
      { NODE_ENV: 'production', JWKS_URL: 'https://id.example/jwks', CLOCK_SPEED: '10' },
      'refused in production',
    ],
  ])(
    'refuses to start with %s and names the reason',
    (_, env, message) => {
      const { status, stderr } = run('dist/apps/server/main.js', [], { DATA_DIR: folder, ...env });
      expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(message) as string });
    },
    30_000,
  );

  it.each<[string, readonly string[], number]>([
    ['help', ['--help'], 0],
    ['an unknown command', ['dance'], 2],
    ['an unknown option', ['export', '--colour'], 2],
    ['an invalid position', ['export', '--after', 'x'], 2],
    ['an unknown read model', ['replay', '--projection', 'none'], 2],
    ['a member without a team', ['token', '--kind', 'member'], 2],
    ['a folder without a log', ['export'], 2],
    ['a missing mapping file', ['import', 'x.csv', '--mapping', 'none.json'], 2],
  ])(
    'exits the command line with a documented code: %s',
    (_, args, code) => {
      expect(run('dist/apps/cli/main.js', args, { DATA_DIR: join(folder, 'none') }).status).toBe(code);
    },
    30_000,
  );
});
