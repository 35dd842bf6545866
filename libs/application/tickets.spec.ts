import {
  accepted,
  type Application,
  anApplication,
  envelope,
  START,
  withAcme,
} from '../../test/support/application.js';
import { policies, policiesWith } from '../../test/support/policies.js';
import type { Callback, TicketCommand } from '@ledgerdesk/domain';
import { isRefusal, type TimerFiring } from '@ledgerdesk/kernel';
import {
  type CommandInput,
  AddOnCommandMessage,
  AgentCommandMessage,
  CallbackCommandMessage,
  MemberCommandMessage,
  TicketCommandMessage,
} from './command-messages.js';
import { type TimerCommand, timerMessage } from './timer-message.js';
import { PolicyTimeline } from './policies/policy-timeline.js';

const person = { teamId: 'acme', requesterId: 'aiko' };
const DUE = '2026-11-27T11:30:00.000Z';
const LATE = '2026-11-27T12:00:00.000Z';

let app: Application;
const start = async (...given: Parameters<typeof anApplication>) => {
  app = await withAcme(await anApplication(...given), { aiko: ['team_admin'], ben: [] });
};
beforeEach(() => start());
afterEach(() => app.close());

const buy = async (product: string) => {
  const request = { id: `q-${product}`, product, edition: 'essentials' as const, at: app.clock.now() };
  const quote = accepted(await app.quotes.quote('acme', 'sales', request));
  return app.done(new AddOnCommandMessage(envelope(), 'acme', product, 'sales', { type: 'PurchaseAddOn', quote }));
};
const opening = (differing: Partial<Extract<CommandInput<TicketCommand>, { type: 'OpenTicket' }>> = {}) => ({
  type: 'OpenTicket' as const,
  ticketId: 't-1',
  ...person,
  product: 'dropbox',
  issueType: 'sync_upload',
  subject: 'Sync',
  body: 'Nothing syncs.',
  language: 'en',
  ...differing,
});
const open = (differing: Parameters<typeof opening>[0] = {}, by = envelope()) =>
  app.send(new TicketCommandMessage(by, differing.ticketId ?? 't-1', opening(differing)));
const act = (input: CommandInput<TicketCommand>, by = envelope()) =>
  app.send(new TicketCommandMessage(by, 't-1', input));
const reply = (body: string, by = envelope()) => act({ type: 'ReplyTicket', ...person, body }, by);
const answer = (body = 'We are on it.') => act({ type: 'AnswerTicket', agentId: 'kenji', body });
const typesOf = async (stream = 'ticket-t-1') => (await app.eventsOf(stream)).map(({ type }) => type);
const metadataOf = async (type: string) =>
  (await app.eventsOf('ticket-t-1')).find((event) => event.type === type)?.metadata;

describe('opening a ticket', () => {
  it('R5 E11 depends on the team, the member and the add-on of the product, and records their revisions', async () => {
    await buy('dropbox');
    expect(await open()).toMatchObject({
      state: { clock: { dueAt: DUE }, entitlement: { targetMinutes: 240 } },
      revision: 1,
    });
    expect(await metadataOf('ResponseClockStarted')).toMatchObject({
      read: { 'team-acme': 0, 'member-acme.aiko': 0, 'addOn-acme.dropbox': 1 },
    });
  });

  it('uses the policies in force when it is opened, and is not re-evaluated when newer ones apply', async () => {
    const newer = policiesWith({ version: 'newer', editionMinutes: { essentials: 120, enhanced: 30 } });
    await app.close();
    await start({
      timeline: new PolicyTimeline([
        { validFrom: '', policies },
        { validFrom: LATE, policies: newer },
      ]),
    });
    await buy('dropbox');
    await open();
    app.clock.moveTo(LATE);
    expect(await open({ ticketId: 't-2' })).toMatchObject({
      state: { clock: { dueAt: '2026-11-27T14:00:00.000Z' }, entitlement: { targetMinutes: 120 } },
    });
    await reply('Hello?');
    await answer();
    expect(await reply('Still so.')).toMatchObject({ state: { clock: { dueAt: '2026-11-27T16:00:00.000Z' } } });
    const versions = (await app.eventsOf('ticket-t-1'))
      .filter(({ type }) => type === 'ResponseClockStarted')
      .map(({ metadata }) => metadata.versions?.['policy']);
    expect(versions).toEqual([policies.policy.version, 'newer']);
  });

  it('E10 P13 uses the add-on of the requested product only', async () => {
    await buy('dash');
    expect(await open()).toMatchObject({ state: { entitlement: null, clock: null } });
    expect(await open({ ticketId: 't-2', product: 'dash' })).toMatchObject({
      state: { entitlement: { addOn: 'dash' } },
    });
    expect(await open({ ticketId: 't-3', product: 'sign' })).toMatchObject({
      state: { product: 'sign', entitlement: null },
    });
  });

  it('E10 covers other products with the Dropbox add-on', async () => {
    await buy('dropbox');
    expect(await open({ product: 'sign' })).toMatchObject({
      state: { product: 'sign', entitlement: { addOn: 'dropbox' } },
    });
  });

  it('C1 gives a Champion their own target, and other members of the team none', async () => {
    await app.done(
      new MemberCommandMessage(envelope(), 'acme', 'ben', {
        type: 'NameChampion',
        teamId: 'acme',
        memberId: 'ben',
        level: 'epic',
      }),
    );
    expect(await open({ requesterId: 'ben' })).toMatchObject({
      state: { entitlement: { source: 'champion', targetMinutes: 60 } },
    });
    expect(await open({ ticketId: 't-2' })).toMatchObject({ state: { entitlement: null } });
  });

  it('E2 R2 is refused to non-members, and without a product to a team that uses several', async () => {
    expect(await open({ requesterId: 'nobody' })).toMatchObject({ rule: 'E2' });
    expect(await open({ teamId: 'globex' })).toMatchObject({ rule: 'E2' });
    const { product: _, ...unnamed } = opening();
    expect(await app.send(new TicketCommandMessage(envelope(), 't-1', unnamed))).toMatchObject({ rule: 'R2' });
  });

  it('V3 follows up a solved ticket of the same requester only', async () => {
    await open();
    expect(await open({ ticketId: 't-2', followUpOf: 't-1' })).toMatchObject({ code: 'follow-up-of-open' });
    await act({ type: 'SolveTicket', agentId: 'kenji' });
    expect(await open({ ticketId: 't-2', followUpOf: 't-1', requesterId: 'ben' })).toMatchObject({
      code: 'follow-up-not-found',
    });
    expect(await open({ ticketId: 't-2', followUpOf: 't-1' })).toMatchObject({ recorded: 1 });
  });

  it('happens once for a repeated command, which returns the first result', async () => {
    await buy('dropbox');
    const by = envelope({ requestHash: 'h' });
    const first = accepted(await open({}, by));
    await answer();
    expect(await open({}, by)).toEqual({ ...first, repeated: true, recorded: 0 });
    expect(await open({}, { ...by, requestHash: 'other' })).toMatchObject({ reason: 'reused-key' });
  });
});

describe('the policy versions in the metadata', () => {
  const ofClock = ['calendars', 'policy', 'tzdb'];
  const sourcesOf = async (type: string, number = 1) => {
    const events = (await app.eventsOf('ticket-t-1')).filter((event) => event.type === type);
    return Object.keys(events[number - 1]?.metadata.versions ?? {}).sort();
  };

  it('R5 include the sources of due times on every event that starts, pauses or resumes a clock', async () => {
    await start({ policies: policiesWith({ holdPausesClock: true }) });
    await buy('dropbox');
    await open();
    expect(await sourcesOf('ResponseClockStarted')).toEqual([...ofClock, 'taxonomy'].sort());
    await act({ type: 'HoldTicket', agentId: 'kenji', reason: 'Waiting.' });
    expect(await sourcesOf('ResponseClockPaused')).toEqual(ofClock);
    await act({ type: 'ResumeTicket', agentId: 'kenji' });
    expect(await sourcesOf('ResponseClockResumed')).toEqual(ofClock);
  });

  it('E5 exclude the taxonomy if a reply starts the clock', async () => {
    await buy('dropbox');
    await open();
    await answer();
    await reply('More.');
    expect(await sourcesOf('ResponseClockStarted', 2)).toEqual(ofClock);
  });

  it('E10 exclude calendars if no clock starts, and are empty if no policy is read', async () => {
    await open();
    await reply('More.');
    expect(await sourcesOf('TicketOpened')).toEqual(['policy', 'taxonomy']);
    expect(await sourcesOf('TicketReplied')).toEqual([]);
  });
});

describe('concurrent commands on one ticket', () => {
  it('V2 record 100 replies in order, and start no second clock', async () => {
    await buy('dropbox');
    await open();
    const outcomes = await Promise.all(Array.from({ length: 100 }, (_, index) => reply(`${index}`)));
    const replies = (await app.eventsOf('ticket-t-1')).filter(({ type }) => type === 'TicketReplied');
    expect(outcomes.filter(isRefusal)).toEqual([]);
    expect(replies.map(({ data }) => ('body' in data ? data.body : ''))).toEqual(
      Array.from({ length: 100 }, (_, index) => `${index}`),
    );
    expect((await typesOf()).filter((type) => type === 'ResponseClockStarted')).toHaveLength(1);
  });

  it('V2 record a reply that is sent 100 times once', async () => {
    await open();
    const by = envelope();
    await Promise.all(Array.from({ length: 100 }, () => reply('Again.', by)));
    expect(await typesOf()).toEqual(['TicketOpened', 'TicketReplied']);
  });
});

describe('deadlines', () => {
  const timer: TimerFiring<TimerCommand> = {
    identity: { kind: 'response-breach', ticketId: 't-1', clock: 1, dueAt: DUE },
    command: { to: 'ticket', ticketId: 't-1', input: { type: 'RecordResponseBreach', clock: 1, dueAt: DUE } },
  };
  beforeEach(async () => {
    await buy('dropbox');
    await open();
  });

  it('R5 record one breach with the true due time when they fire late and repeatedly', async () => {
    app.clock.moveTo(LATE);
    for (let times = 0; times < 3; times += 1) await app.send(timerMessage(timer, 'test'));
    const breaches = (await app.eventsOf('ticket-t-1')).filter(({ type }) => type === 'ResponseTargetBreached');
    expect(breaches).toMatchObject([{ occurredAt: LATE, data: { dueAt: DUE, detectedAt: LATE } }]);
  });

  it('R5 record no breach for an answer at the due instant', async () => {
    app.clock.moveTo(DUE);
    await answer();
    app.clock.moveTo('2026-11-27T11:30:00.100Z');
    expect(await app.send(timerMessage(timer, 'test'))).toMatchObject({ recorded: 0 });
    expect(await typesOf()).toEqual(['TicketOpened', 'ResponseClockStarted', 'TicketAnswered', 'ResponseClockStopped']);
  });

  it('R5 record an imported breach as detected at its due time', async () => {
    await app.send(timerMessage(timer, 'test', DUE));
    expect((await app.eventsOf('ticket-t-1')).at(-1)).toMatchObject({
      occurredAt: DUE,
      recordedAt: START,
      data: { dueAt: DUE, detectedAt: DUE },
    });
  });
});

describe('callbacks and agents', () => {
  const request = (differing: { requesterId?: string; ticketId?: string } = {}) =>
    app.send(
      new CallbackCommandMessage(envelope(), 'c-1', {
        type: 'RequestCallback',
        callbackId: 'c-1',
        ...person,
        product: 'dropbox',
        phone: '+81312345678',
        reason: 'Call.',
        language: 'ja',
        ...differing,
      }),
    );

  it('K2 E9 L7 V4 need an admin role and a ticket of the requester', async () => {
    await buy('dropbox');
    expect(await request({ requesterId: 'ben' })).toMatchObject({ rule: 'E9' });
    await open({ requesterId: 'ben' });
    expect(await request({ ticketId: 't-1' })).toMatchObject({ rule: 'V4' });
    expect(await request()).toMatchObject({ state: { status: 'waiting', servedLanguage: 'ja' } });
  });

  it('K4 are taken by one of two agents who try concurrently', async () => {
    await buy('dropbox');
    await request();
    const outcomes = await Promise.all(
      ['kenji', 'yuki'].map((agentId) =>
        app.send<Callback | undefined>(
          new CallbackCommandMessage(envelope(), 'c-1', { type: 'TakeCallback', agentId, engagementId: agentId }),
        ),
      ),
    );
    expect(outcomes.filter(isRefusal)).toMatchObject([{ code: 'callback-taken' }]);
  });

  it('K4 let an agent register and become available', async () => {
    await app.done(
      new AgentCommandMessage(envelope(), 'kenji', {
        type: 'RegisterAgent',
        agentId: 'kenji',
        name: 'Kenji',
        languages: ['en'],
        products: ['dropbox'],
      }),
    );
    expect(
      await app.send(
        new AgentCommandMessage(envelope(), 'kenji', { type: 'SetAgentAvailability', availability: 'available' }),
      ),
    ).toMatchObject({ state: { availability: 'available' } });
  });
});

describe('member access', () => {
  it('H1 H2 H5 opens the hub to admins of a team with an add-on', async () => {
    const refusals = () =>
      Promise.all(['aiko', 'ben', 'nobody'].map((id) => app.access.hubRefusal('acme', id, app.clock.now())));
    expect(await refusals()).toMatchObject([{ rule: 'H2' }, { rule: 'H5' }, { rule: 'H5' }]);
    await buy('dash');
    expect(await refusals()).toMatchObject([undefined, { rule: 'H5' }, { rule: 'H5' }]);
  });

  it('finds only members that the log contains', async () => {
    expect(await app.access.activeMember('acme', 'ben')).toMatchObject({ active: true, roles: [] });
    expect(await app.access.activeMember('globex', 'ben')).toMatchObject({ code: 'member-not-active' });
  });
});
