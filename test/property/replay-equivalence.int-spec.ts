import {
  AgentCommandMessage,
  CallbackCommandMessage,
  ChatCommandMessage,
  TicketCommandMessage,
} from '@ledgerdesk/application';
import { decode } from '@ledgerdesk/event-store';
import { instantOf, millisOf, MINUTE, type Projection, type Row } from '@ledgerdesk/kernel';
import { PROJECTIONS, dashboard } from '@ledgerdesk/projections';
import type { ReadStore } from '@ledgerdesk/read-store';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { LiveRunner, ProjectionProgress, replay } from '@ledgerdesk/runtime';
import fc from 'fast-check';
import { anApplication, type Application, envelope, START, withAcme } from '../support/application.js';
import { rebuild } from '../support/runtime/rebuild.js';
import { runs } from '../support/runs.js';

const MEMBER = { kind: 'member', id: 'acme.aiko' } as const;
const AGENT = { kind: 'agent', id: 'kenji' } as const;
const KINDS = [
  'open',
  'reply',
  'answer',
  'note',
  'hold',
  'resume',
  'solve',
  'reopen',
  'close',
  'call',
  'take',
  'unanswered',
  'complete',
  'back',
  'chat',
  'join',
  'say',
  'leave',
  'agent',
  'engage',
  'release',
] as const;

/** A command on one of three tickets, callbacks or chats, some minutes after the previous attempt. */
const attempt = fc.record({ kind: fc.constantFrom(...KINDS), n: fc.nat(2), minutes: fc.nat(200) });
type Attempt = Readonly<{ kind: (typeof KINDS)[number]; n: number; minutes: number }>;

type AnyCommandMessage = TicketCommandMessage | CallbackCommandMessage | ChatCommandMessage | AgentCommandMessage;

const commandFor = ({ kind, n }: Attempt, serial: number, occurredAt: string): AnyCommandMessage => {
  const by = (actor: typeof MEMBER | typeof AGENT) => envelope({ commandId: `command-${serial}`, actor, occurredAt });
  const [ticketId, callbackId, chatId, agentId, engagementId] = [`t${n}`, `c${n}`, `ch${n}`, 'kenji', `e${n}`];
  const speaker = { kind: 'requester', teamId: 'acme', requesterId: 'aiko' } as const;
  const requester = { teamId: 'acme', requesterId: 'aiko' };
  const message = { product: 'dropbox', language: n === 0 ? 'ja' : 'en' };
  switch (kind) {
    case 'open':
      return new TicketCommandMessage(by(MEMBER), ticketId, {
        type: 'OpenTicket',
        ticketId,
        ...requester,
        ...message,
        issueType: 'sync_upload',
        subject: 'S',
        body: 'B',
      });
    case 'reply':
      return new TicketCommandMessage(by(MEMBER), ticketId, { type: 'ReplyTicket', ...requester, body: 'More.' });
    case 'answer':
      return new TicketCommandMessage(by(AGENT), ticketId, { type: 'AnswerTicket', agentId, body: 'On it.' });
    case 'note':
      return new TicketCommandMessage(by(AGENT), ticketId, { type: 'AddInternalNote', agentId, body: 'Known.' });
    case 'hold':
      return new TicketCommandMessage(by(AGENT), ticketId, { type: 'HoldTicket', agentId, reason: 'Vendor.' });
    case 'resume':
      return new TicketCommandMessage(by(AGENT), ticketId, { type: 'ResumeTicket', agentId });
    case 'solve':
      return new TicketCommandMessage(by(AGENT), ticketId, { type: 'SolveTicket', agentId });
    case 'reopen':
      return new TicketCommandMessage(by(AGENT), ticketId, { type: 'ReopenTicket', agentId });
    case 'close':
      return new TicketCommandMessage(by(AGENT), ticketId, { type: 'CloseTicket', agentId });
    case 'call':
      return new CallbackCommandMessage(by(MEMBER), callbackId, {
        type: 'RequestCallback',
        callbackId,
        ...requester,
        ...message,
        phone: '+81312345678',
        reason: 'R',
      });
    case 'take':
      return new CallbackCommandMessage(by(AGENT), callbackId, { type: 'TakeCallback', agentId, engagementId });
    case 'unanswered':
      return new CallbackCommandMessage(by(AGENT), callbackId, { type: 'RecordUnansweredCallback', agentId });
    case 'complete':
      return new CallbackCommandMessage(by(AGENT), callbackId, { type: 'CompleteCallback', agentId });
    case 'back':
      return new CallbackCommandMessage(by(AGENT), callbackId, { type: 'ReturnCallback', engagementId });
    case 'chat':
      return new ChatCommandMessage(by(MEMBER), chatId, {
        type: 'StartChat',
        chatId,
        ...requester,
        ...message,
        issueType: 'sync_upload',
        message: 'M',
      });
    case 'join':
      return new ChatCommandMessage(by(AGENT), chatId, { type: 'JoinChat', agentId, engagementId });
    case 'say':
      return new ChatCommandMessage(by(MEMBER), chatId, { type: 'PostChatMessage', speaker, body: 'B' });
    case 'leave':
      return new ChatCommandMessage(by(MEMBER), chatId, { type: 'EndChat', speaker });
    case 'agent':
      return new AgentCommandMessage(
        by(AGENT),
        agentId,
        n === 0
          ? { type: 'RegisterAgent', agentId, name: 'Kenji', languages: ['en'], products: ['dropbox'] }
          : { type: 'SetAgentAvailability', availability: n === 1 ? 'available' : 'away' },
      );
    case 'engage':
      return new AgentCommandMessage(by(AGENT), agentId, {
        type: 'EngageAgent',
        agentId,
        engagementId,
        request: { channel: 'chat', requestId: chatId },
        pushed: false,
      });
    case 'release':
      return new AgentCommandMessage(by(AGENT), agentId, { type: 'ReleaseAgent', engagementId, reason: 'finished' });
  }
};

const sendTo = (app: Application, command: AnyCommandMessage): Promise<unknown> => {
  if (command instanceof TicketCommandMessage) return app.send(command);
  if (command instanceof CallbackCommandMessage) return app.send(command);
  return command instanceof ChatCommandMessage ? app.send(command) : app.send(command);
};

/** Attempts projected by one run of the live runner: its batch size, and whether a rebuild runs meanwhile. */
const runnerRun = fc.record({
  attempts: fc.array(attempt, { maxLength: 15, size: 'max' }),
  batch: fc.integer({ min: 1, max: 7 }),
  rebuilt: fc.boolean(),
});

const kept = async (store: ReadStore, projection: Projection): Promise<ReadonlyMap<string, Row>> =>
  new Map((await store.page(projection, undefined, 10_000)).map(({ key, row }) => [key, row]));

const running = async (
  { store: log }: Application,
  store: ReadStore,
  projections: readonly Projection[],
  batch: number,
) => {
  const runner = new LiveRunner({ log, store, decode, projections, batch });
  const projectionProgress = new ProjectionProgress();
  runner.progress.subscribe((statuses) => projectionProgress.report(statuses));
  await runner.start();
  return { runner, projectionProgress };
};

/** Restarts a live runner for each run. Returns the live and the offline rows of each projection. */
const rowsAfter = async (
  runs: readonly Readonly<{ attempts: readonly Attempt[]; batch: number; rebuilt: boolean }>[],
  projections: readonly Projection[],
) => {
  const app = await withAcme(await anApplication());
  const store = await openReadStore(':memory:');
  let serial = 0;
  let now = millisOf(START);
  for (const { attempts, batch, rebuilt } of runs) {
    const { runner } = await running(app, store, projections, batch);
    const rebuilding = rebuilt
      ? Promise.all(projections.map((projection) => rebuild(projection, { log: app.store, store, decode, batch })))
      : undefined;
    for (const each of attempts) {
      now += each.minutes * MINUTE;
      await sendTo(app, commandFor(each, serial++, instantOf(now)));
    }
    await rebuilding;
    await runner.stop();
  }
  const { runner, projectionProgress } = await running(app, store, projections, 3);
  expect(await projectionProgress.waitFor(await app.store.head(), 30_000)).toBe(true);
  await runner.stop();
  const pairs = [];
  for (const projection of projections)
    pairs.push({
      live: await kept(store, projection),
      offline: new Map(await replay(projection, { log: app.store, decode })),
    });
  await store.close();
  await app.close();
  return pairs;
};

describe('every read model has the same rows live, rebuilt and offline', () => {
  it('for random commands, batch sizes, restarts and rebuilds during writes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(runnerRun, { minLength: 1, maxLength: 3 }), async (runs) => {
        for (const { live, offline } of await rowsAfter(runs, PROJECTIONS)) expect(live).toEqual(offline);
      }),
      { numRuns: runs({ short: 8, long: 100 }) },
    );
  }, 90_000);

  it('unless it keeps state outside its rows', async () => {
    let calls = 0;
    const planted: Projection = {
      ...dashboard,
      evolve: (key, row, event) => ({ ...dashboard.evolve(key, row as never, event), calls: (calls += 1) }),
    };
    const attempts: Attempt[] = [0, 1, 2].map((n) => ({ kind: 'open', n, minutes: 1 }));
    const [pair] = await rowsAfter([{ attempts, batch: 1, rebuilt: true }], [planted]);
    expect(pair?.live).not.toEqual(pair?.offline);
  });
});
