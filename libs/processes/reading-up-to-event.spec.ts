import {
  AddOnCommandMessage,
  AgentCommandMessage,
  ChatCommandMessage,
  MemberCommandMessage,
  ProgrammeCommandMessage,
  QuarterCommandMessage,
  WebhookCommandMessage,
} from '@ledgerdesk/application';
import {
  AGENT_SAMPLES,
  CHAT_SAMPLES,
  inputFrom,
  PROGRAMME_SAMPLES,
  QUARTER_SAMPLES,
  WEBHOOK_SAMPLES,
} from '@ledgerdesk/domain';
import { decode } from '@ledgerdesk/event-store';
import { consultantStream, programmeStream } from '@ledgerdesk/events';
import { InMemoryRowReader } from '@ledgerdesk/read-store';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { inlinePageReader, type Process } from '@ledgerdesk/runtime';
import {
  accepted,
  anApplication,
  type Application,
  envelope,
  START,
  withAcme,
} from '../../test/support/application.js';
import { LaggingEventStore } from '../../test/support/lagging-event-store.js';
import { policies, timelineOf } from '../../test/support/policies.js';
import { rowsOf } from '../../test/support/projected-rows.js';
import { commandFrom } from '../../test/support/sample-command.js';
import { appointmentEndings } from './appointment-endings/appointment-endings.js';
import { appointments } from './appointments/appointments.js';
import { digestMails } from './digest-mails/digest-mails.js';
import { liveEngagements } from './live-engagements/live-engagements.js';
import { liveMatching } from './live-matching/live-matching.js';
import { liveTickets } from './live-tickets/live-tickets.js';
import { readingUpToEvent } from './reading-up-to-event.js';
import { webhookReplays } from './webhook-replays/webhook-replays.js';
import { webhooks } from './webhooks/webhooks.js';

const chatInput = inputFrom(CHAT_SAMPLES);
const agentInput = inputFrom(AGENT_SAMPLES);
const programmeInput = inputFrom(PROGRAMME_SAMPLES);
const webhookInput = inputFrom(WEBHOOK_SAMPLES);
const quarterCommand = commandFrom(QUARTER_SAMPLES);

describe('a process whose reads are behind the event that it handles', () => {
  let store: LaggingEventStore;
  /** Executes the commands of users. */
  let app: Application;
  /** Executes the commands of processes, as in another engine: its cache knows nothing of what `app` records. */
  let other: Application;
  beforeEach(async () => {
    store = new LaggingEventStore();
    app = await withAcme(await anApplication({ store }), { aiko: ['team_admin'], yuki: ['team_admin'] });
    other = await anApplication({ store });
    await app.done(
      new MemberCommandMessage(envelope(), 'acme', 'aiko', {
        type: 'NameChampion',
        teamId: 'acme',
        memberId: 'aiko',
        level: 'epic',
      }),
    );
    const kenji = { agentId: 'kenji' };
    await app.done(new AgentCommandMessage(envelope(), 'kenji', agentInput('RegisterAgent', kenji)));
  });
  afterEach(async () => {
    await app.close();
    await other.close();
  });

  const log = (): readonly RecordedEvent[] => store.log.map(decode);
  const last = (type: string): RecordedEvent => {
    const event = log().findLast((one) => one.type === type);
    if (!event) throw new Error(`The log has no ${type}.`);
    return event;
  };
  const typesIn = (stream: string) =>
    log()
      .filter((event) => event.stream === stream)
      .map(({ type }) => type);
  const buyAddOn = async () => {
    const quote = accepted(
      await app.quotes.quote('acme', 'sales', { id: 'q-1', product: 'dropbox', edition: 'essentials', at: START }),
    );
    await app.done(new AddOnCommandMessage(envelope(), 'acme', 'dropbox', 'sales', { type: 'PurchaseAddOn', quote }));
  };
  const registerWebhook = () =>
    app.done(
      new WebhookCommandMessage(envelope(), 'wh-1', webhookInput('RegisterWebhook', { webhookId: 'wh-1', types: [] })),
    );
  const book = () =>
    app.done(
      new ProgrammeCommandMessage(envelope(), programmeInput('BookConsultation', { ...consultation, ...people })),
    );
  const consultation = { teamId: 'acme', consultationId: 'con-1' };
  const people = { memberId: 'aiko', consultantId: 'kenji' };
  const chat = { chatId: 'ch-1', teamId: 'acme', requesterId: 'aiko', language: 'en' };
  const startChat = () => app.done(new ChatCommandMessage(envelope(), 'ch-1', chatInput('StartChat', chat)));
  const engage = () =>
    app.done(
      new AgentCommandMessage(
        envelope(),
        'kenji',
        agentInput('EngageAgent', { agentId: 'kenji', engagementId: 'e-1', pushed: false }),
      ),
    );

  it('E4 releases the consultant of a consultation that is cancelled at once', async () => {
    const process = readingUpToEvent(other.executor, appointments(other.bus, 'test'));
    await book();
    await process.react(last('ConsultationBooked'));
    await app.done(new ProgrammeCommandMessage(envelope(), programmeInput('CancelConsultation', consultation)));
    store.fallBehind();
    await expect(process.react(last('ConsultationCancelled'))).rejects.toMatchObject({ code: 'read-behind' });
    store.catchUp();
    await process.react(last('ConsultationCancelled'));
    expect(typesIn(consultantStream('kenji'))).toEqual([
      'ConsultantReserved',
      'ConsultantConfirmed',
      'ConsultantReleased',
    ]);
    expect(typesIn(programmeStream('acme'))).toEqual(['ConsultationBooked', 'ConsultationCancelled']);
  });

  const rowsOfLog = () =>
    new InMemoryRowReader(PROJECTIONS.map((projection) => ({ projection, rows: rowsOf(projection, log()) })));

  /** Each process, the event that it handles, and the command that leads to it. */
  const processes: Readonly<Record<string, readonly [() => Process, string, () => Promise<unknown>]>> = {
    appointments: [() => appointments(other.bus, 'test'), 'ConsultationBooked', book],
    'appointment-endings': [
      () => appointmentEndings(other.bus, 'test'),
      'ChampionWithdrawn',
      async () => {
        await book();
        const withdraw = { type: 'WithdrawChampion', teamId: 'acme', memberId: 'aiko' } as const;
        await app.done(new MemberCommandMessage(envelope(), 'acme', 'aiko', withdraw));
      },
    ],
    'live-engagements': [
      () => liveEngagements(other.engagements, 'test'),
      'AgentEngaged',
      async () => {
        await startChat();
        await engage();
      },
    ],
    'live-matching': [
      () =>
        liveMatching({
          engagements: other.engagements,
          rows: rowsOfLog(),
          policies: timelineOf(policies),
          clock: app.clock,
          reached: async () => true,
          tenant: 'test',
        }),
      'ChatStarted',
      async () => {
        await app.done(
          new AgentCommandMessage(
            envelope(),
            'kenji',
            agentInput('SetAgentAvailability', { availability: 'available' }),
          ),
        );
        await startChat();
      },
    ],
    'live-tickets': [
      () => liveTickets(other.liveTickets, 'test'),
      'ChatEnded',
      async () => {
        await startChat();
        const speaker = { kind: 'requester', teamId: 'acme', requesterId: 'aiko' } as const;
        await app.done(new ChatCommandMessage(envelope(), 'ch-1', { type: 'EndChat', speaker }));
      },
    ],
    'digest-mails': [
      () => digestMails({ commands: other.bus, clock: app.clock, tenant: 'test', isMailOn: false }),
      'FeatureDigestSent',
      async () => {
        await buyAddOn();
        const { at: _, ...digest } = quarterCommand('SendFeatureDigest', START, { quarter: '2026-Q4' });
        await app.done(new QuarterCommandMessage(envelope({ occurredAt: '2027-01-01T00:00:00.000Z' }), digest));
      },
    ],
    webhooks: [() => webhooks(store), 'WebhookRegistered', registerWebhook],
    'webhook-replays': [
      () => webhookReplays(store, { insert: async () => undefined }, inlinePageReader(store)),
      'WebhookReplayRequested',
      async () => {
        await registerWebhook();
        await app.done(
          new WebhookCommandMessage(envelope(), 'wh-1', { type: 'ReplayWebhook', owner: 'console', after: '0' }),
        );
      },
    ],
  };

  it.each(Object.keys(processes))('does not react until its reads show the event: %s', async (name) => {
    const [create, type, record] = processes[name] ?? [];
    await record?.();
    const event = last(type ?? '');
    const process = create && readingUpToEvent(other.executor, create());
    store.log.splice(Number(event.position));
    store.fallBehind();
    const { length } = store.log;
    await expect(process?.react(event)).rejects.toMatchObject({ code: 'read-behind' });
    expect(store.log).toHaveLength(length);
    store.catchUp();
    await process?.react(event);
  });
});
