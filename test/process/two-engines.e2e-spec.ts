import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signLink } from '../../apps/api/hub-session/link-token.js';
import { issueToken } from '../../apps/cli/token/token.command.js';
import { settingsFrom } from '../../apps/server/index.js';
import { OpenResources } from '../../apps/server/open-resources.js';
import { secretsIn } from '../../apps/server/secrets.js';
import { CALLBACK, CHAT, TEAM, TICKET } from '../support/http/acme-fixture.js';
import { type Body, Caller, type Reply } from '../support/http/caller.js';
import { EventSource } from '../support/http/event-source.js';
import { type EngineProcess, EngineProcesses } from '../support/http/engine-process.js';
import { HubBrowser } from '../support/http/hub-browser.js';
import { MailReceiver, type ReceivedMail } from '../support/http/mail-receiver.js';
import { openRemoteLog, type TestStores } from '../support/http/test-stores.js';
import { until } from '../support/http/until.js';
import { type Received, WebhookReceiver } from '../support/http/webhook-receiver.js';
import { PostgresServer } from '../support/postgres/server.js';
import { runs } from '../support/runs.js';

const AGENTS = runs({ short: 20, long: 50 });
const ANSWERS = 16;
/** The number of messages of a channel that are sent concurrently. */
const IN_FLIGHT = 8;
const MESSAGES = 'ledgerdesk.outbox_messages';

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);
const countOf = (ids: readonly string[]): number => new Set(ids).size;
/** The ids from the second time on that they occur, sorted. */
const repeated = (ids: readonly string[]): readonly string[] => ids.filter((id, n) => ids.indexOf(id) < n).sort();
const messageIdOf = ({ headers }: ReceivedMail): string => String(headers.get('message-id'));
const webhookIdOf = ({ headers }: Received): string => String(headers['webhook-id']);

/** Computes a signature by the Standard Webhooks specification, without its library. */
const signatureOf = (secret: string, { headers, body }: Received): string => {
  const signed = [headers['webhook-id'], headers['webhook-timestamp'], body].map(String).join('.');
  return `v1,${createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
    .update(signed)
    .digest('base64')}`;
};

describe('two engines on one log and one database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-two-'));
  const resources = new OpenResources();
  let postgres: PostgresServer;
  let log: TestStores;
  let mails: MailReceiver;
  let webhooks: WebhookReceiver;
  let engines: readonly EngineProcess[];
  let aiko: string;
  let kenji: string;
  let secret: string;

  const token = (options: Omit<Parameters<typeof issueToken>[0], 'days'>) =>
    issueToken({ days: 1, ...options }, settingsFrom({ DATA_DIR: folder }));
  const at = (engine: number, signedIn: string): Caller => new Caller(() => engines[engine % 2]?.url ?? '', signedIn);
  /** Sends a command to both engines in turn, under one key, until it is recorded. */
  const record = async (signedIn: string, path: string, key: string, body: object): Promise<Reply> => {
    let reply: Reply | undefined;
    let attempt = 0;
    await until(
      async () => {
        reply = await at((attempt += 1), signedIn)
          .with({ 'idempotency-key': key })
          .post(path, body)
          .catch(() => undefined);
        return reply?.status === 201;
      },
      () => `${path}: ${JSON.stringify(reply?.body)}`,
    );
    if (!reply) throw new Error('No engine responded to the command.');
    return reply;
  };
  /** Waits until the rows of both engines include these commands, by reading a path with `Ledger-Position`. */
  const waitForRows = async (recorded: readonly Reply[], path: string, signedIn = aiko): Promise<void> => {
    const positions = recorded.map(({ headers }) => Number(headers.get('ledger-position')));
    const reader = { 'ledger-position': String(Math.max(...positions)) };
    for (const engine of [0, 1]) expect((await at(engine, signedIn).with(reader).get(path)).status).toBe(200);
  };
  /** The event types of each stream with this prefix. */
  const typesIn = async (engine: number, prefix: string): Promise<Readonly<Record<string, readonly string[]>>> => {
    const { body } = await at(engine, await token({ kind: 'auditor' })).get(
      `/v1/log/events?stream=${prefix}&limit=1000`,
    );
    const types: Record<string, string[]> = {};
    for (const { stream, type } of body['items'] as readonly { readonly stream: string; readonly type: string }[])
      (types[stream] ??= []).push(type);
    return types;
  };
  const isLeader = async (engine: number): Promise<boolean> => {
    const { body } = await at(engine, await token({ kind: 'operator' })).get('/v1/health');
    return body['processes'] !== null;
  };
  /** The leader, which runs processes and sends messages, and the other engine. */
  const leaderAndOther = async (): Promise<readonly [number, number]> => {
    await until(async () => (await isLeader(0)) !== (await isLeader(1)));
    return (await isLeader(0)) ? [0, 1] : [1, 0];
  };
  const messageIds = () => mails.received.map(messageIdOf);
  const webhookIds = () => webhooks.received.map(webhookIdOf);
  const waitForDeliveries = async (count: number): Promise<void> => {
    await mails.waitFor(() => countOf(messageIds()) >= count);
    await webhooks.waitFor(() => countOf(webhookIds()) >= count);
  };
  const answerTickets = async (name: string): Promise<void> => {
    const tickets = await Promise.all(range(ANSWERS).map((n) => record(aiko, '/v1/tickets', `${name}-${n}`, TICKET)));
    await Promise.all(
      tickets.map(({ body }, n) =>
        record(kenji, `/v1/desk/tickets/${String(body['ticketId'])}/answers`, `${name}-${n}`, { body: 'Try this.' }),
      ),
    );
  };

  beforeAll(async () => {
    postgres = await PostgresServer.start();
    resources.add({ close: () => postgres.stop() });
    log = resources.add(await openRemoteLog());
    mails = resources.add(await MailReceiver.open());
    webhooks = resources.add(await WebhookReceiver.open());
    const processes = resources.add(new EngineProcesses());
    const settings = {
      ...log.settings,
      DATABASE_URL: postgres.url,
      DATA_DIR: folder,
      SMTP_URL: mails.url,
      MAIL_FROM: 'support@ledgerdesk.example',
      WEBHOOK_PRIVATE_ADDRESSES: 'true',
    };
    engines = await Promise.all(range(2).map(() => processes.start(settings)));
    [aiko, kenji] = await Promise.all([
      token({ kind: 'member', team: 'acme', subject: 'aiko' }),
      token({ kind: 'agent', subject: 'kenji' }),
    ]);
    const operator = await token({ kind: 'operator' });
    await record(operator, '/v1/teams', 'team', TEAM);
    await record(operator, '/v1/teams/acme/members', 'member', {
      memberId: 'aiko',
      name: 'Aiko',
      email: 'aiko@acme.example',
      language: 'en',
      roles: ['team_admin'],
    });
    const {
      body: { quoteId },
    } = await record(aiko, '/v1/teams/acme/add-ons/quotes', 'quote', { product: 'dropbox', edition: 'essentials' });
    await record(aiko, '/v1/teams/acme/add-ons', 'add-on', { quoteId });
    await record(operator, '/v1/desk/agents', 'agent', {
      agentId: 'yuki',
      name: 'Yuki',
      languages: ['en'],
      products: ['dropbox'],
    });
    const console = await token({ kind: 'service', subject: 'console' });
    secret = String(
      (await record(console, '/v1/webhooks', 'webhook', { url: webhooks.url, types: ['TicketAnswered'] })).body[
        'secret'
      ],
    );
  }, 120_000);

  afterAll(async () => {
    await resources.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it(`K4 give ${AGENTS} concurrent agents on both engines one distinct callback each`, async () => {
    const operator = await token({ kind: 'operator' });
    const requests = await Promise.all(
      range(AGENTS).map(async (n) => {
        const memberId = `admin-${n}`;
        await record(operator, '/v1/teams/acme/members', memberId, {
          memberId,
          name: 'A',
          email: `${memberId}@acme.example`,
          language: 'en',
          roles: ['support_admin'],
        });
        const admin = await token({ kind: 'member', team: 'acme', subject: memberId });
        return record(admin, '/v1/callbacks', `callback-${n}`, CALLBACK);
      }),
    );
    const first = await token({ kind: 'member', team: 'acme', subject: 'admin-0' });
    const agents = await Promise.all(range(AGENTS).map((n) => token({ kind: 'agent', subject: `agent-${n}` })));
    await waitForRows(requests, `/v1/callbacks/${String(requests[0]?.body['callbackId'])}`, first);
    const taken = await Promise.all(agents.map((agent, n) => at(n, agent).post('/v1/desk/callbacks/next', {})));
    expect(taken.map(({ status }) => status)).toEqual(Array(AGENTS).fill(201));
    expect(taken.map(({ body }) => body['callbackId']).sort()).toEqual(
      requests.map(({ body }) => body['callbackId']).sort(),
    );
    expect(Object.values(await typesIn(0, 'callback-'))).toEqual(
      Array(AGENTS).fill(['CallbackRequested', 'CallbackTaken']),
    );
  }, 120_000);

  it('show on one who views a ticket or writes on it at the other, until they leave', async () => {
    const { body } = await record(aiko, '/v1/tickets', 'viewed', TICKET);
    const ticketId = String(body['ticketId']);
    const [here, there] = [at(0, kenji), at(1, await token({ kind: 'agent', subject: 'yuki' }))];
    const updates = await EventSource.open(there.address('/v1/desk/updates'), there);
    const lastShown = (): string => {
      const presences = updates.events.flatMap(({ data }) => (data['tickets'] ?? []) as readonly Body[]);
      return JSON.stringify(presences.findLast(({ id }) => id === ticketId)?.['agents'] ?? null);
    };
    const path = `/v1/desk/tickets/${ticketId}/presence`;
    for (const activity of ['viewing', 'writing']) {
      expect((await here.put(path, { activity })).status).toBe(200);
      await until(() => lastShown().includes(`"${activity}"`));
    }
    expect((await there.get(`/v1/desk/tickets/${ticketId}`)).body['present']).toMatchObject([{ activity: 'writing' }]);
    expect((await here.delete(path)).status).toBe(200);
    await until(() => lastShown() === '[]');
    updates.close();
  }, 60_000);

  it('H8 end a session, and its streams, on both when it is signed out on one', async () => {
    const browsers = engines.map(({ url }) => new HubBrowser(() => url));
    const [here, there] = browsers as [HubBrowser, HubBrowser];
    const ownKey = secretsIn(folder).signInKey();
    await here.signIn(await signLink(ownKey, { kind: 'member', team: 'acme', subject: 'aiko' }));
    // Cookies of engines on one host have the port in their names.
    const [[name = '', cookie = ''] = []] = here.cookies;
    there.cookies.set(name.replace(/\d+$/, new URL(engines[1]?.url ?? '').port), cookie);
    expect((await there.get('/v1/me')).body).toMatchObject({ id: 'aiko' });
    const updates = await EventSource.open(`${there.url()}/v1/updates`, there.caller());
    const link = await signLink(ownKey, { kind: 'agent', subject: 'kenji' });
    expect((await here.send('DELETE', '/hub/session')).status).toBe(204);
    await updates.ended;
    expect(updates.events.at(-1)).toMatchObject({ data: { reason: 'session-ended', endedBecause: 'signed-out' } });
    expect((await there.get('/v1/me')).body).toMatchObject({ status: 401, endedBecause: 'signed-out' });
    expect([(await here.signIn(link)).status, (await there.signIn(link)).status]).toEqual([200, 403]);
  });

  it('send each mail and webhook once when the leader lock passes to the other engine midway', async () => {
    const held = mails.hold(IN_FLIGHT);
    await answerTickets('frozen');
    await mails.waitFor(() => held.messages.length === IN_FLIGHT);
    const [frozen, other] = await leaderAndOther();
    engines[frozen]?.freeze();
    await postgres.run("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted");
    await until(() => isLeader(other));
    await mails.waitFor(ANSWERS - IN_FLIGHT);
    engines[frozen]?.resume();
    held.release();
    await waitForDeliveries(ANSWERS);
    expect([messageIds().length, webhookIds().length]).toEqual([ANSWERS, ANSWERS]);
    for (const received of webhooks.received)
      expect(received.headers['webhook-signature']).toBe(signatureOf(secret, received));
  }, 120_000);

  it('R6 K4 continue when one is killed: send each answer, repeat only those in flight, match chats once', async () => {
    const [killed, other] = await leaderAndOther();
    const [heldMails, heldWebhooks] = [mails.hold(IN_FLIGHT), webhooks.hold(IN_FLIGHT)];
    await answerTickets('killed');
    await mails.waitFor(() => heldMails.messages.length === IN_FLIGHT);
    await webhooks.waitFor(() => heldWebhooks.messages.length === IN_FLIGHT);
    const claimed = (
      await postgres.run<{ readonly id: string }>(`SELECT id FROM ${MESSAGES} WHERE due_at > created_at`)
    ).map(({ id }) => id);
    expect(claimed).toHaveLength(2 * IN_FLIGHT);
    expect(await isLeader(killed)).toBe(true);
    await engines[killed]?.kill();
    heldMails.release();
    heldWebhooks.release();
    await at(other, await token({ kind: 'agent', subject: 'yuki' })).put('/v1/desk/availability', {
      availability: 'available',
    });
    const {
      body: { chatId },
    } = await at(other, aiko).post('/v1/chats', CHAT);
    await until(async () => (await at(other, aiko).get(`/v1/chats/${String(chatId)}`)).body['status'] === 'active');
    expect(await typesIn(other, 'chat-')).toEqual({ [`chat-${String(chatId)}`]: ['ChatStarted', 'ChatJoined'] });
    await waitForDeliveries(2 * ANSWERS);
    expect([messageIds().length, webhookIds().length]).toEqual([2 * ANSWERS, 2 * ANSWERS]);
    // The claims of the killed engine would expire after two minutes.
    await postgres.run(`UPDATE ${MESSAGES} SET due_at = created_at WHERE id = ANY($1)`, [claimed]);
    await until(async () => (await postgres.run(`SELECT 1 FROM ${MESSAGES} WHERE state = 'waiting'`)).length === 0);
    expect([countOf(messageIds()), countOf(webhookIds())]).toEqual([2 * ANSWERS, 2 * ANSWERS]);
    expect(repeated(messageIds())).toEqual(heldMails.messages.map(messageIdOf).sort());
    expect(repeated(webhookIds())).toEqual(heldWebhooks.messages.map(webhookIdOf).sort());
  }, 120_000);
});
