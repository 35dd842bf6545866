import { decode } from '@ledgerdesk/event-store';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SandboxFolder } from '../../apps/cli/sandbox/sandbox-folder.js';
import { runs } from '../support/runs.js';
import { embeddedStorage, openEngineLog } from '../../apps/server/storage.js';

const ROOT = join(__dirname, '..', '..');
const SANDBOX = ['dist/apps/cli/sandbox/main.js'];
/** Times that the month is recorded, each like the first. */
const STORIES = runs({ short: 1, long: 2 });
type Body = Readonly<Record<string, unknown>>;

/** A running `npm run sandbox`, with what it has printed. */
interface Running {
  readonly child: ChildProcess;
  readonly output: string;
  readonly url: string;
  readonly tokens: ReadonlyMap<string, string>;
}

const environment = (folder: string) => ({ ...process.env, SANDBOX_DIR: folder, PORT: '0' });

const start = async (folder: string, ...options: readonly string[]): Promise<Running> => {
  const child = spawn(process.execPath, [...SANDBOX, ...options], {
    cwd: ROOT,
    env: environment(folder),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of child.stdout) {
    output += String(chunk);
    if (output.includes('Ctrl-C')) break;
  }
  const tokens = [...output.matchAll(/^([^\n]+):\n {2}(eyJ\S+)$/gm)].map(
    ([, who = '', token = '']) => [who, token] as const,
  );
  return { child, output, url: /Sandbox: (\S+)/.exec(output)?.[1] ?? '', tokens: new Map(tokens) };
};

const stop = async ({ child }: Running): Promise<unknown> => {
  const exited = once(child, 'exit');
  child.kill('SIGINT');
  return (await exited)[0];
};

/** The events of a folder by stream. Without their ids: quotes are signed with a key of the folder. */
const eventsIn = async (folder: string): Promise<readonly object[]> => {
  const log = await openEngineLog(embeddedStorage(folder));
  const { events } = await log.readAll({ limit: 100_000 });
  await log.close();
  return events
    .map(decode)
    .map(({ stream, revision, type, occurredAt, recordedAt, data }) => ({
      key: `${stream} ${revision}`,
      type,
      occurredAt,
      recordedAt,
      data,
    }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
};

describe('npm run sandbox', () => {
  const parent = mkdtempSync(join(tmpdir(), 'ledgerdesk-sandbox-'));
  const folder = join(parent, 'sandbox');
  let sandbox: Running;
  afterAll(async () => {
    if (sandbox.child.exitCode === null && sandbox.child.signalCode === null) await stop(sandbox);
    rmSync(parent, { recursive: true, force: true });
  });

  const get = async (who: string, path: string): Promise<Body> => {
    const headers = { authorization: `Bearer ${sandbox.tokens.get(who)}` };
    const response = await fetch(sandbox.url + path, { headers });
    expect({ path, status: response.status }).toEqual({ path, status: 200 });
    return (await response.json()) as Body;
  };

  it('prints its address and a token for each kind of caller, who finds a month of support', async () => {
    sandbox = await start(folder);
    const kinds = await Promise.all([...sandbox.tokens.keys()].map(async (who) => (await get(who, '/v1/me'))['kind']));
    expect(new Set(kinds)).toEqual(new Set(['member', 'agent', 'sales', 'operator', 'service', 'analyst', 'auditor']));
    expect((await fetch(`${sandbox.url}/docs`)).status).toBe(200);
    expect(String((await get('operator', '/v1/time'))['now'])).toMatch(/^2026-11-30T01:/);
    const { items: teams } = (await get('sales', '/v1/teams')) as { items: readonly object[] };
    const { items: agents } = (await get('operator', '/v1/desk/agents')) as { items: readonly object[] };
    expect([teams.length, agents.length]).toEqual([2, 3]);
    expect(await get('agent (kenji)', '/v1/desk/queue/counts')).toMatchObject({ total: expect.any(Number) as number });
    const { items: charges } = (await get('administrator of acme (aiko)', '/v1/teams/acme/charges')) as {
      items: readonly object[];
    };
    expect(charges.length).toBeGreaterThan(2);
  }, 90_000);

  it('holds breaches, a chat, a callback, bookings and renewals, the same each time', async () => {
    expect(await stop(sandbox)).toBe(0);
    const events = (await eventsIn(folder)) as readonly { readonly type: string }[];
    const count = (type: string): number => events.filter((event) => event.type === type).length;
    expect({
      members: count('MemberAdded'),
      opened: count('TicketOpened'),
      breached: count('ResponseTargetBreached'),
      held: count('TicketHeld'),
      chats: count('ChatEnded'),
      callbacks: count('CallbackCompleted'),
      booked: count('ConsultationBooked') + count('RootCauseSessionScheduled'),
      charges: count('ChargeIssued'),
      renewed: count('AddOnRenewed'),
      digests: count('FeatureDigestSent'),
    }).toEqual({
      members: 10,
      opened: 44,
      breached: 7,
      held: 6,
      chats: 1,
      callbacks: 1,
      booked: 2,
      charges: 6,
      renewed: 4,
      digests: 2,
    });
    for (let story = 1; story < STORIES; story += 1) {
      sandbox = await start(folder, '--fresh');
      expect(await stop(sandbox)).toBe(0);
      expect(await eventsIn(folder)).toEqual(events);
    }
  }, 90_000);

  it('continues when it is started again', async () => {
    const story = await eventsIn(folder);
    sandbox = await start(folder);
    expect(sandbox.output).not.toContain('is being recorded');
    expect(await stop(sandbox)).toBe(0);
    expect(await eventsIn(folder)).toEqual(story);
  }, 60_000);

  it('begins anew with --fresh, and can be stopped while the month is recorded', async () => {
    const child = spawn(process.execPath, [...SANDBOX, '--fresh'], {
      cwd: ROOT,
      env: environment(folder),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [announcement] = (await once(child.stdout, 'data')) as [Buffer];
    expect(String(announcement)).toContain('is being recorded');
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    let message = '';
    for await (const chunk of child.stderr) message += String(chunk);
    expect(await exited).toEqual([1, null]);
    expect(message).toBe(
      'The sandbox failed: it was stopped before the month was recorded. The next start records it anew.\n',
    );
    expect(await new SandboxFolder(folder).prepare({ fresh: false })).toBe(false);
    expect(readdirSync(folder)).toEqual(['sandbox.json']);
  }, 60_000);

  it('leaves a folder alone that is not its own', () => {
    const other = mkdtempSync(join(parent, 'other-'));
    writeFileSync(join(other, 'events.db'), 'precious');
    const { status, stderr } = spawnSync(process.execPath, [...SANDBOX, '--fresh'], {
      cwd: ROOT,
      env: environment(other),
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining('is not the folder of a sandbox') as string,
    });
    expect(readdirSync(other)).toEqual(['events.db']);
  });
});
