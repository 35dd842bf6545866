import { EventStoreDBClient, persistentSubscriptionToAllSettingsFromDefaults, START } from '@eventstore/db-client';
import { decode } from '@ledgerdesk/event-store';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { replayAll } from '@ledgerdesk/runtime';
import Database from 'better-sqlite3';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { acceptLoss } from '../../apps/cli/accept-loss/accept-loss.js';
import { listCheckpoints, moveCheckpoint } from '../../apps/cli/checkpoint/checkpoints.js';
import { diagnose } from '../../apps/cli/doctor/diagnose.js';
import { type Settings, settingsFrom, openEngine } from '../../apps/server/index.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { MailReceiver } from '../support/http/mail-receiver.js';
import { TestEngine } from '../support/http/test-engine.js';
import { WebhookReceiver } from '../support/http/webhook-receiver.js';
import { PostgresServer } from '../support/postgres/server.js';

const NOW = '2026-11-27T07:30:00.000Z';
/** Tickets that are opened after the copy of the log. */
const LOST = 3;

const FROM = 'Support <support@ledgerdesk.example>';
const LOST_EVENT = /^The log does not contain event \S+, which was at revision \d+ of ticket-\S+\.$/;

type Overrides = Readonly<Record<string, string>>;

/** The data of an engine: as it stopped, and its log as of an earlier moment. */
interface Fixture {
  readonly folder: string;
  readonly older: string;
}

const clientOf = ({ engine }: TestEngine): EventStoreDBClient =>
  EventStoreDBClient.connectionString(`esdb://127.0.0.1:${engine.gateway?.port}?tls=false`);

/** Connects to the persistent subscription, and acknowledges `count` events. Rejects with the error of the server. */
const consume = async (client: EventStoreDBClient, count: number): Promise<void> => {
  const subscription = client.subscribeToPersistentSubscriptionToAll('audit');
  const received = (async () => {
    let left = count;
    for await (const resolved of subscription) {
      await subscription.ack(resolved);
      if ((left -= 1) === 0) return;
    }
  })();
  await received.finally(() => subscription.unsubscribe().catch(() => undefined));
};

/** Lets the engine's time go on until a promise has settled: its stores answer in real time. */
const advanceUntil = async (engine: TestEngine, pending: Promise<void>): Promise<void> => {
  let isSettled = false;
  const settled = pending.finally(() => {
    isSettled = true;
  });
  while (!isSettled) {
    await engine.advance(100);
    // What the engine waits for needs the processor too.
    await pause(5);
  }
  await settled;
};

const copyTo = (from: string, to: string): void => {
  for (const name of readdirSync(from)) cpSync(join(from, name), join(to, name), { recursive: true });
};

/**
 * Runs an engine with a webhook and a persistent subscription, and copies its log before the last tickets and answer.
 * The last messages wait for another attempt.
 */
const makeFixture = async (overrides: Overrides, hooks: WebhookReceiver, mails: MailReceiver): Promise<Fixture> => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-lost-'));
  const older = join(folder, 'older.db');
  const engine = await TestEngine.open(NOW, { ESDB_PORT: '0', WEBHOOK_PRIVATE_ADDRESSES: 'true', ...overrides });
  const { aiko, kenji } = await withAcme(engine);
  const service = await engine.as({ kind: 'service', subject: 'console' });
  await service.post('/v1/webhooks', { url: hooks.url, types: ['TicketOpened'] });
  const { ticketId } = (await aiko.post('/v1/tickets', TICKET)).body;
  await engine.settled();
  await engine.advance(1_000);
  await hooks.waitFor(1);
  const client = clientOf(engine);
  await client.createPersistentSubscriptionToAll(
    'audit',
    persistentSubscriptionToAllSettingsFromDefaults({ startFrom: START, checkPointUpperBound: 1 }),
  );
  new Database(join(engine.engine.folder.path, 'events.db')).exec(`VACUUM INTO '${older}'`).close();
  hooks.answers.push(...Array<number>(LOST).fill(500));
  mails.answers.push(450);
  for (let n = 0; n < LOST; n += 1) await aiko.post('/v1/tickets', { ...TICKET, subject: `Lost ${n}` });
  await kenji.post(`/v1/desk/tickets/${String(ticketId)}/answers`, { body: 'Lost.' });
  await engine.settled();
  await engine.advance(1_000);
  await engine.waitForAttempts(async () => {
    const waiting = await engine.engine.outbox.messages({ state: 'waiting' }, { limit: 10 });
    return waiting.filter(({ attempts }) => attempts === 1).length === LOST + 1;
  });
  // Clients do not read the event that names the log.
  await consume(client, Number(await engine.engine.store.head()) - 1);
  await client.dispose();
  await engine.settled();
  // As a copy of the disk: the write-ahead logs are not checkpointed.
  copyTo(engine.engine.folder.path, folder);
  await engine.close();
  return { folder, older };
};

const settingsAt = (folder: string, overrides: Overrides): Settings =>
  settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent', ESDB_PORT: '0', ...overrides });

const opening = async (settings: Settings): Promise<string> => {
  try {
    await (await openEngine(settings, { workerThreads: false })).close();
    return 'started';
  } catch (error) {
    return (error as Error).message;
  }
};

describe.each(['embedded', 'PostgreSQL'])('a log that lost events, with %s rows', (rows) => {
  let server: PostgresServer | undefined;
  let overrides: Overrides = {};
  let receiver: WebhookReceiver;
  let mails: MailReceiver;
  let fixture: Fixture;
  let folder: string;

  const restoreOlderLog = (): void => {
    for (const name of readdirSync(folder).filter((file) => file.startsWith('events.db'))) rmSync(join(folder, name));
    cpSync(fixture.older, join(folder, 'events.db'));
  };

  beforeAll(async () => {
    if (rows === 'PostgreSQL') server = await PostgresServer.start();
    mails = await MailReceiver.open();
    overrides = { SMTP_URL: mails.url, MAIL_FROM: FROM, ...(server && { DATABASE_URL: server.url }) };
    receiver = await WebhookReceiver.open();
    fixture = await makeFixture(overrides, receiver, mails);
  }, 60_000);
  afterAll(async () => {
    await receiver.close();
    await mails.close();
    await server?.stop();
    rmSync(fixture.folder, { recursive: true });
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-lost-'));
    copyTo(fixture.folder, folder);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each<[string, () => void]>([
    ['was restored from an older copy', restoreOlderLog],
    ['lost its write-ahead log', () => rmSync(join(folder, 'events.db-wal'))],
    [
      'has a flipped bit in its write-ahead log',
      () => {
        const file = join(folder, 'events.db-wal');
        const bytes = readFileSync(file);
        const middle = Math.floor(bytes.length / 2);
        bytes[middle] = (bytes[middle] ?? 0) ^ 1;
        writeFileSync(file, bytes);
      },
    ],
    [
      'is missing',
      () =>
        readdirSync(folder)
          .filter((name) => name.startsWith('events.db'))
          .forEach((name) => rmSync(join(folder, name))),
    ],
  ])('is refused at start if it %s, with every reader and what it has read', async (_case, damage) => {
    damage();
    const message = await opening(settingsAt(folder, overrides));
    expect(message).toMatch(/no longer contains events that were read from it/);
    for (const reader of ['read model ticket-list', 'process webhooks', 'persistent subscription $all::audit'])
      expect(message).toContain(reader);
    expect(message).toMatch(/it has read .*up to (position )?\d+/);
    expect(message).toContain('ledgerdesk accept-loss');
    const findings = await diagnose(settingsAt(folder, overrides));
    expect(findings.filter(({ state }) => state === 'trouble').map(({ what }) => what)).toEqual(
      expect.arrayContaining(['process webhooks']),
    );
    expect(await opening(settingsAt(folder, overrides))).toBe(message);
  });

  it('opens with all its events, and nothing to accept', async () => {
    expect(await acceptLoss(settingsAt(folder, overrides), null, NOW)).toEqual({ losing: [], epoch: undefined });
    expect(await opening(settingsAt(folder, overrides))).toBe('started');
  });

  it('continues once the loss is accepted: rows rebuild, senders wait for a decision', async () => {
    restoreOlderLog();
    const stopped = settingsAt(folder, overrides);
    await expect(moveCheckpoint(stopped, 'webhooks', 'head')).rejects.toThrow('ledgerdesk accept-loss');
    const { epoch, losing } = await acceptLoss(stopped, 'disk replaced', NOW);
    expect(epoch).toBe(1);
    expect(losing.filter(({ isSender }) => isSender).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['webhooks', '$all::audit']),
    );
    expect((await acceptLoss(stopped, null, NOW)).epoch).toBeUndefined();

    receiver.received.length = 0;
    const engine = await TestEngine.open(
      NOW,
      { ESDB_PORT: '0', WEBHOOK_PRIVATE_ADDRESSES: 'true', ...overrides },
      async (to) => copyTo(folder, to),
    );
    const { store, rows: view, projectionProgress, workers, settings } = engine.engine;
    expect(await projectionProgress.waitFor(await store.head(), 30_000)).toBe(true);
    const replayed = await replayAll(PROJECTIONS, { log: store, decode });
    expect(new Map((await view.find('ticket-list')).map(({ key, row }) => [key, row]))).toEqual(
      replayed.get('ticket-list'),
    );
    const aiko = await engine.member('acme', 'aiko');
    for (let n = 0; n < LOST + 1; n += 1) await aiko.post('/v1/tickets', { ...TICKET, subject: `New ${n}` });
    await engine.advance(120_000);
    const stateOf = (name: string) => workers.processStatus()?.find((process) => process.name === name)?.state;
    expect([stateOf('webhooks'), stateOf('live-tickets')]).toEqual(['waiting', 'running']);
    expect(receiver.received).toEqual([]);
    const waiting = (await listCheckpoints(settings)).filter((line) => line.includes('waits for a decision'));
    expect(waiting).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^process webhooks: /),
        expect.stringMatching(/^persistent subscription \$all::audit: /),
      ]),
    );

    const client = clientOf(engine);
    await expect(consume(client, 1)).rejects.toThrow(/waits for a decision.*ledgerdesk checkpoint '\$all::audit'/);
    const shared = String((losing.length > 0 ? await store.readStream('log-epochs') : [])[0]?.position);
    await moveCheckpoint(settings, '$all::audit', shared);
    await consume(client, LOST + 1);
    await client.dispose();

    const processes = waiting.flatMap((line) => /^process (\S+):/.exec(line)?.[1] ?? []);
    for (const name of processes) await moveCheckpoint(settings, name, name === 'webhooks' ? shared : 'head');
    await expect(moveCheckpoint(settings, 'webhooks', 'head')).rejects.toThrow('does not wait');
    const delivered = receiver.waitFor(LOST + 1);
    await engine.advance(10_000);
    await advanceUntil(engine, delivered);
    expect(new Set(receiver.types)).toEqual(new Set(['TicketOpened']));
    expect(receiver.received).toHaveLength(LOST + 1);

    const deadMessages = () => engine.engine.outbox.messages({ state: 'dead' }, { limit: 10 });
    await engine.waitForAttempts(async () => (await deadMessages()).length === LOST + 1);
    const outcomes = (await deadMessages()).map(({ channel, attempts, lastError }) => [channel, attempts, lastError]);
    expect(outcomes.toSorted()).toEqual([
      ['mail', 2, expect.stringMatching(LOST_EVENT)],
      ...Array<unknown>(LOST).fill(['webhook', 2, expect.stringMatching(LOST_EVENT)]),
    ]);
    expect(mails.received).toEqual([]);
    await engine.close();
  });
});
