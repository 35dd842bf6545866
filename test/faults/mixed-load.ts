import { canonicalJson } from '@ledgerdesk/event-store';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { deriveSeed, Random } from '../../apps/cli/simulate/random.js';
import { issueToken } from '../../apps/cli/token/token.command.js';
import type { Settings } from '../../apps/server/index.js';
import { CALLBACK, CHAT, TEAM, TICKET } from '../support/http/acme-fixture.js';
import { Caller, type Reply } from '../support/http/caller.js';

/** A command that was sent under an idempotency key. */
export interface SentCommand {
  readonly kind: string;
  readonly caller: Caller;
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body: object | undefined;
  /** Undefined if the engine has not answered. */
  reply: Reply | undefined;
  /** The value of the load's clock when it was answered. */
  acknowledged: number;
}

/** An uploaded file whose upload was acknowledged. */
interface Upload {
  readonly uploadId: string;
  readonly acknowledged: number;
}

/** The engine no longer answers. */
class Unanswered extends Error {}

type Scenario = (load: MixedLoad, requester: Caller, random: Random) => Promise<void>;

/** Types of the events that the webhook receives. */
export const SUBSCRIBED = ['TicketOpened', 'TicketAnswered', 'AddOnPurchased', 'CallbackRequested'] as const;
/** How often a patient load repeats what is answered with 503. */
const PATIENCE = 60;
const idIn = (reply: Reply | undefined, name: string): string | undefined => {
  const id = reply?.body[name];
  return typeof id === 'string' ? id : undefined;
};
const isAccepted = (reply: Reply | undefined): boolean => reply !== undefined && reply.status < 300;

const openTicket = async (load: MixedLoad, requester: Caller, more: object = {}): Promise<string | undefined> =>
  idIn(await load.send('ticket', requester, 'POST', '/v1/tickets', { ...TICKET, ...more }), 'ticketId');

/** What a connection does, weighted by how often it is listed. */
const SCENARIOS: readonly [Scenario, ...Scenario[]] = [
  async (load, requester) => void (await openTicket(load, requester)),
  async (load, requester) => {
    const ticketId = await openTicket(load, requester);
    if (ticketId === undefined) return;
    await load.send('reply', requester, 'POST', `/v1/tickets/${ticketId}/replies`, { body: 'It is still so.' });
    await load.send('answer', load.agent, 'POST', `/v1/desk/tickets/${ticketId}/answers`, { body: 'Try this.' });
  },
  async (load, requester) => {
    const chatId = idIn(await load.send('chat', requester, 'POST', '/v1/chats', CHAT), 'chatId');
    if (chatId === undefined) return;
    await load.send('chat', requester, 'POST', `/v1/chats/${chatId}/messages`, { body: 'Are you there?' });
    await load.send('chat', requester, 'DELETE', `/v1/chats/${chatId}`);
  },
  async (load, requester) => {
    const callbackId = idIn(await load.send('callback', requester, 'POST', '/v1/callbacks', CALLBACK), 'callbackId');
    if (callbackId !== undefined) await load.send('callback', requester, 'DELETE', `/v1/callbacks/${callbackId}`);
  },
  async (load, _, random) => {
    const teamId = `team-${random.integer(1, 1_000_000_000)}`;
    const buyer = await load.as({ kind: 'member', team: teamId, subject: 'buyer' });
    const path = `/v1/teams/${teamId}`;
    await load.send('team', load.operator, 'POST', '/v1/teams', { ...TEAM, teamId });
    await load.send('team', load.operator, 'POST', `${path}/members`, memberNamed('buyer'));
    const quote = { product: 'dropbox', edition: 'essentials' };
    const quoteId = idIn(await load.ask(buyer, `${path}/add-ons/quotes`, quote), 'quoteId');
    if (quoteId !== undefined) await load.send('purchase', buyer, 'POST', `${path}/add-ons`, { quoteId });
  },
  async (load, requester) => {
    const content = `Log of ${randomUUID()}\n`;
    const uploaded = await load.upload(requester, content);
    const uploadId = idIn(uploaded, 'uploadId');
    if (uploadId !== undefined) await openTicket(load, requester, { uploads: [uploadId] });
  },
  async (load) => {
    const webhook = { url: load.webhookUrl, types: ['QuarterClosed'] };
    const webhookId = idIn(await load.send('webhook', load.console, 'POST', '/v1/webhooks', webhook), 'webhookId');
    if (webhookId !== undefined) await load.send('webhook', load.console, 'DELETE', `/v1/webhooks/${webhookId}`);
  },
  async (load, _, random) => {
    const availability = random.chance(0.5) ? 'available' : 'away';
    await load.send('availability', load.agent, 'PUT', '/v1/desk/availability', { availability });
  },
];

const memberNamed = (memberId: string) => ({
  memberId,
  name: memberId,
  email: `${memberId}@acme.example`,
  language: 'en',
  roles: ['team_admin'],
});

/**
 * Commands of every channel, sent to an engine that may stop at any time: tickets, replies and answers, chats,
 * callbacks, purchases, uploads, webhooks, and agents' availability. Keeps each with its reply, so that it can be
 * repeated.
 */
export class MixedLoad {
  readonly commands: SentCommand[] = [];
  readonly uploads: Upload[] = [];
  /** Requests that were answered with a server error, such as `503 store-unavailable POST /v1/tickets`. */
  readonly failures: string[] = [];
  /** Number of answers 503 that do not say when to try again. */
  withoutRetryAfter = 0;
  operator!: Caller;
  agent!: Caller;
  console!: Caller;
  #requesters: readonly Caller[] = [];
  #rounds = 0;

  constructor(
    private readonly url: () => string,
    private readonly settings: Settings,
    private readonly options: {
      readonly seed: number;
      readonly connections: number;
      readonly webhookUrl: string;
      /** Repeats are sent again while they are answered with 503, as clients do. */
      readonly patient?: boolean;
      /** Called when a response arrives. */
      readonly clock?: () => number;
    },
  ) {}

  get webhookUrl(): string {
    return this.options.webhookUrl;
  }

  async as(options: Omit<Parameters<typeof issueToken>[0], 'days'>): Promise<Caller> {
    return new Caller(this.url, await issueToken({ days: 1, ...options }, this.settings));
  }

  /** Registers the team, one administrator for each connection, the agent and a webhook. */
  async prepare(): Promise<void> {
    this.operator = await this.as({ kind: 'operator' });
    this.agent = await this.as({ kind: 'agent', subject: 'kenji' });
    this.console = await this.as({ kind: 'service', subject: 'console' });
    await this.send('team', this.operator, 'POST', '/v1/teams', TEAM);
    const names = Array.from({ length: this.options.connections }, (_, n) => `admin-${n}`);
    for (const name of names)
      await this.send('team', this.operator, 'POST', '/v1/teams/acme/members', memberNamed(name));
    this.#requesters = await Promise.all(
      names.map((subject) => this.as({ kind: 'member', team: TEAM.teamId, subject })),
    );
    const [first = this.operator] = this.#requesters;
    const quote = await this.ask(first, '/v1/teams/acme/add-ons/quotes', { product: 'dropbox', edition: 'essentials' });
    await this.send('purchase', first, 'POST', '/v1/teams/acme/add-ons', { quoteId: quote?.body['quoteId'] });
    const agent = { agentId: 'kenji', name: 'Kenji', languages: ['en'], products: ['dropbox'] };
    await this.send('agent', this.operator, 'POST', '/v1/desk/agents', agent);
    const webhook = { url: this.webhookUrl, types: SUBSCRIBED };
    await this.send('webhook', this.console, 'POST', '/v1/webhooks', webhook);
    const refused = this.commands.filter(({ reply }) => !isAccepted(reply));
    if (refused.length > 0) throw new Error(`Refused: ${JSON.stringify(refused.map(({ reply }) => reply?.body))}`);
  }

  /** Sends commands on every connection until the engine stops answering, or until `isEnough` is true. */
  async run(isEnough: (load: MixedLoad) => boolean): Promise<void> {
    this.#rounds += 1;
    await Promise.all(
      this.#requesters.map(async (requester, n) => {
        const random = new Random(deriveSeed(deriveSeed(this.options.seed, this.#rounds), n));
        try {
          while (!isEnough(this)) await random.pick(SCENARIOS)(this, requester, random);
        } catch (error) {
          if (!(error instanceof Unanswered)) throw error;
        }
      }),
    );
  }

  /** The commands that were accepted. */
  get accepted(): readonly SentCommand[] {
    return this.commands.filter(({ reply }) => isAccepted(reply));
  }

  /** Sends a command under a new key. Throws if the engine does not answer. */
  async send(
    kind: string,
    signedIn: Caller,
    method: SentCommand['method'],
    path: string,
    body?: object,
  ): Promise<Reply> {
    const caller = signedIn.with({ 'idempotency-key': randomUUID() });
    const sent: SentCommand = { kind, caller, method, path, body, reply: undefined, acknowledged: 0 };
    this.commands.push(sent);
    const reply = await answered(caller.send(method, path, body));
    if (reply.status >= 500) throw this.#failed(`${method} ${path}`, reply);
    sent.reply = reply;
    sent.acknowledged = this.#clock();
    return reply;
  }

  /** Sends a request that records nothing. */
  ask(caller: Caller, path: string, body: object): Promise<Reply> {
    return answered(caller.post(path, body));
  }

  async upload(requester: Caller, content: string): Promise<Reply> {
    const reply = await answered(requester.upload(content, 'log.txt', 'text/plain'));
    if (reply.status >= 500) throw this.#failed('POST /v1/uploads', reply);
    const uploadId = idIn(reply, 'uploadId');
    if (uploadId !== undefined) this.uploads.push({ uploadId, acknowledged: this.#clock() });
    return reply;
  }

  #clock(): number {
    return this.options.clock?.() ?? 0;
  }

  #failed(request: string, { status, body, headers }: Reply): Unanswered {
    if (status === 503 && !headers.has('retry-after')) this.withoutRetryAfter += 1;
    this.failures.push(`${status} ${String(body['type']).replace(/^.*:/, '')} ${request}`);
    return new Unanswered();
  }

  /**
   * Repeats commands with their idempotency keys and returns the differences. An accepted command must get its first
   * response again; one without a response must be refused, or accepted with the same response twice.
   */
  async repeat(commands: readonly SentCommand[]): Promise<readonly string[]> {
    const problems: string[] = [];
    const left = commands.filter(({ reply }) => reply === undefined || isAccepted(reply)).values();
    const repeatAll = async (): Promise<void> => {
      for (const sent of left) problems.push(...(await this.#repeatOne(sent)));
    };
    await Promise.all(Array.from({ length: this.options.connections }, repeatAll));
    return problems;
  }

  async #repeatOne(sent: SentCommand): Promise<readonly string[]> {
    const { method, path } = sent;
    if (sent.reply === undefined) {
      const reply = await this.#sendAgain(sent);
      if (reply.status >= 500) return [`${method} ${path}: ${reply.status}`];
      sent.reply = reply;
      if (!isAccepted(reply)) return [];
    }
    const [first, again] = [textOf(sent.reply), textOf(await this.#sendAgain(sent))];
    return first === again ? [] : [`${method} ${path}: first ${first}, then ${again}`];
  }

  async #sendAgain({ caller, method, path, body }: SentCommand): Promise<Reply> {
    for (let left = this.options.patient === true ? PATIENCE : 0; ; left -= 1) {
      const reply = await caller.send(method, path, body);
      if (reply.status !== 503 || left === 0) return reply;
      await pause(1_000);
    }
  }

  /** Cancels the waiting chats and callbacks that these commands requested, so that each requester can ask again. */
  async end(commands: readonly SentCommand[]): Promise<void> {
    const removed = new Set(this.commands.filter(({ method }) => method === 'DELETE').map(({ path }) => path));
    for (const { kind, path, caller, reply } of commands) {
      const address = `${path}/${idIn(reply, `${kind}Id`) ?? ''}`;
      if ((path === '/v1/chats' || path === '/v1/callbacks') && isAccepted(reply) && !removed.has(address))
        await this.send(kind, caller, 'DELETE', address);
    }
  }
}

/** Properties of the moment of the response: how a request waits. */
const OF_THE_MOMENT = {
  position: undefined,
  expectedWaitSeconds: undefined,
  agentsAvailable: undefined,
  resumesAt: undefined,
};

const textOf = ({ status, body, headers }: Reply): string =>
  canonicalJson({
    status,
    body: JSON.parse(JSON.stringify({ ...body, ...OF_THE_MOMENT })) as object,
    etag: headers.get('etag'),
    position: headers.get('ledger-position'),
  });

const answered = async (reply: Promise<Reply>): Promise<Reply> => {
  try {
    return await reply;
  } catch {
    throw new Unanswered();
  }
};
