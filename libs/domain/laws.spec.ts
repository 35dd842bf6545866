import { aChampion, aMember, anAddOn, anAdmin, aTeam, BILLING } from '../../test/support/state-builders.js';
import {
  attemptsOf,
  eventsIn,
  assertDeciderLaws,
  runAttempts,
  START,
  waits,
} from '../../test/support/command-sequences.js';
import { policies } from '../../test/support/policies.js';
import { commandFrom } from '../../test/support/sample-command.js';
import { opened } from '../../test/support/ticket-commands.js';
import { type CallbackEvent, EDITIONS, type MemberEvent, type TeamEvent } from '@ledgerdesk/events';
import { type Instant, isRefusal } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { addOnDecider } from './add-on/decide.js';
import type { AddOnFacts } from './add-on/facts.js';
import { type Quote, quoteAddOn } from './add-on/quote.js';
import type { AddOnCommand } from './add-on/commands.js';
import { ADD_ON_SAMPLES } from './add-on/samples.js';
import { type AddOn, isActive } from './add-on/state.js';
import type { AgentCommand } from './agent/commands.js';
import { agentDecider } from './agent/decide.js';
import { AGENT_SAMPLES } from './agent/samples.js';
import type { CallbackCommand } from './callback/commands.js';
import { callbackDecider } from './callback/decide.js';
import type { CallbackFacts } from './callback/request.js';
import { CALLBACK_SAMPLES } from './callback/samples.js';
import type { ChatCommand, ChatParticipant } from './chat/commands.js';
import { chatDecider } from './chat/decide.js';
import { CHAT_SAMPLES } from './chat/samples.js';
import type { Chat } from './chat/state.js';
import type { LiveSupportFacts } from './entitlement/live-support-product.js';
import type { Callback } from './callback/state.js';
import type { MemberCommand } from './member/commands.js';
import { memberDecider, type MemberFacts } from './member/decide.js';
import { MEMBER_SAMPLES } from './member/samples.js';
import type { Member } from './member/state.js';
import type { TeamCommand } from './team/commands.js';
import { teamDecider } from './team/decide.js';
import { TEAM_SAMPLES } from './team/samples.js';

describe('any history of a callback', () => {
  type Make = (state: Callback | undefined, at: Instant) => CallbackCommand;
  const command = commandFrom(CALLBACK_SAMPLES);
  const person = { teamId: 'acme', requesterId: 'aiko' };
  const agents = fc.constantFrom('kenji', 'yuki');
  const facts: fc.Arbitrary<CallbackFacts> = fc.record({
    policies: fc.constant(policies),
    policiesAt: fc.constant(() => policies),
    team: fc.constantFrom(undefined, aTeam()),
    member: fc.constantFrom(anAdmin(), aMember(), aChampion('grand'), undefined),
    addOn: fc.constantFrom(undefined, anAddOn(), anAddOn({ product: 'dash' })),
    ticket: fc.constantFrom(undefined, opened.state),
  });
  const requests = fc
    .record({ product: fc.constantFrom('dropbox', 'dash', 'sign', 'nothing'), ticketId: fc.constantFrom('t-1', 't-2') })
    .map(
      (request): Make =>
        (_, at) =>
          command('RequestCallback', at, request),
    );
  const engagements = fc.constantFrom('e-1', 'e-2');
  const calls = fc.tuple(fc.constantFrom('CompleteCallback' as const, 'RecordUnansweredCallback' as const), agents).map(
    ([type, agentId]): Make =>
      (_, at) =>
        command(type, at, { agentId }),
  );
  const takes = fc.record({ agentId: agents, engagementId: engagements }).map(
    (by): Make =>
      (_, at) =>
        command('TakeCallback', at, by),
  );
  const returns = engagements.map(
    (engagementId): Make =>
      (_, at) =>
        command('ReturnCallback', at, { engagementId }),
  );
  const transfers = fc
    .record({ agentId: agents, engagementId: engagements, transferOf: engagements, toQueue: fc.boolean() })
    .map(({ toQueue, agentId, ...to }): Make => {
      if (toQueue) return (_, at) => command('TransferCallbackToQueue', at, { agentId });
      return (_, at) => command('TransferCallback', at, { agentId, ...to });
    });
  const turnsOfAgents = fc.oneof(calls, takes, returns, transfers);
  const cancels = fc.constantFrom('aiko', 'ben').map(
    (requesterId): Make =>
      (_, at) =>
        command('CancelCallback', at, { requesterId }),
  );
  const attempts = attemptsOf(
    facts,
    fc.oneof(
      { weight: 3, arbitrary: requests },
      { weight: 4, arbitrary: turnsOfAgents },
      { weight: 1, arbitrary: cancels },
    ),
  );

  it('records JSON only, and handles a repeated command as its sample expects', () =>
    assertDeciderLaws(callbackDecider, attempts, CALLBACK_SAMPLES));

  it('K4 V4 takes the callback only while it waits, increments attempts, and has its keys in every event', () =>
    fc.assert(
      fc.property(attempts, (tries) => {
        let [waiting, calls] = [false, 0];
        const counted = (event: CallbackEvent) => {
          expect(event.data).toMatchObject({ callbackId: 'c-1', ...person });
          if (event.type === 'CallbackTaken') expect(waiting).toBe(true);
          if (event.type === 'CallbackUnanswered') expect(event.data.attempts).toBe(++calls);
          if (event.type === 'CallbackTransferred') expect(waiting).toBe(false);
          if (event.type === 'CallbackLanguageChanged') expect(waiting).toBe(true);
          else
            waiting =
              event.type === 'CallbackRequested' ||
              event.type === 'CallbackUnanswered' ||
              event.type === 'CallbackReturned' ||
              (event.type === 'CallbackTransferred' && event.data.toAgentId === null);
        };
        eventsIn(runAttempts(callbackDecider, tries)).forEach(counted);
      }),
    ));
});

describe('any history of a chat', () => {
  type Make = (state: Chat | undefined, at: Instant) => ChatCommand;
  const command = commandFrom(CHAT_SAMPLES);
  const person = { teamId: 'acme', requesterId: 'aiko' };
  const facts: fc.Arbitrary<LiveSupportFacts> = fc.record({
    policies: fc.constant(policies),
    policiesAt: fc.constant(() => policies),
    team: fc.constantFrom(undefined, aTeam()),
    member: fc.constantFrom(anAdmin(), aMember(), undefined),
    addOn: fc.constantFrom(undefined, anAddOn(), anAddOn({ product: 'dash' })),
  });
  const [agentId, engagementId] = [fc.constantFrom('kenji', 'yuki'), fc.constantFrom('e-1', 'e-2')];
  const speaker = fc.oneof(
    agentId.map((id): ChatParticipant => ({ kind: 'agent', agentId: id })),
    fc
      .constantFrom('aiko', 'ben')
      .map((id): ChatParticipant => ({ kind: 'requester', teamId: 'acme', requesterId: id })),
  );
  const starts = fc
    .record({
      product: fc.constantFrom('dropbox', 'dash', 'nothing'),
      issueType: fc.constantFrom('sync_upload', 'nothing'),
    })
    .map(
      (request): Make =>
        (_, at) =>
          command('StartChat', at, request),
    );
  const steps = fc.oneof(
    fc.record({ agentId, engagementId }).map(
      (by): Make =>
        (_, at) =>
          command('JoinChat', at, by),
    ),
    engagementId.map(
      (id): Make =>
        (_, at) =>
          command('ReturnChat', at, { engagementId: id }),
    ),
    speaker.map(
      (by): Make =>
        (_, at) =>
          command('PostChatMessage', at, { speaker: by }),
    ),
    speaker.map(
      (by): Make =>
        (_, at) =>
          command('EndChat', at, { speaker: by }),
    ),
    fc
      .record({ agentId, engagementId, transferOf: engagementId, toQueue: fc.boolean() })
      .map(({ toQueue, agentId: id, ...to }): Make => {
        if (toQueue) return (_, at) => command('TransferChatToQueue', at, { agentId: id });
        return (_, at) => command('TransferChat', at, { agentId: id, ...to });
      }),
    fc.constant<Make>((chat, at) => command('EndSilentChat', at, { endsAt: chat?.endsAt ?? at })),
  );
  const attempts = attemptsOf(facts, fc.oneof({ weight: 2, arbitrary: starts }, { weight: 5, arbitrary: steps }));

  it('records JSON only, and handles a repeated command as its sample expects', () =>
    assertDeciderLaws(chatDecider, attempts, CHAT_SAMPLES));

  it('R6 V4 has one agent at a time in the chat, no event after its end, and its keys in every event', () =>
    fc.assert(
      fc.property(attempts, (tries) => {
        let [holder, over]: [string | null, boolean] = [null, false];
        for (const { type, data } of eventsIn(runAttempts(chatDecider, tries, (chat) => chat?.endsAt ?? undefined))) {
          expect(data).toMatchObject({ chatId: 'ch-1', ...person });
          expect(over).toBe(false);
          if (type === 'ChatJoined') expect(holder).toBeNull();
          if (type === 'ChatMessagePosted' && data.agentId !== null) expect(data.agentId).toBe(holder);
          if (type === 'ChatJoined') holder = data.agentId;
          if (type === 'ChatTransferred') expect(holder).toBe(data.agentId);
          if (type === 'ChatTransferred') holder = data.toAgentId;
          if (type === 'ChatReturned') holder = null;
          over = type === 'ChatEnded';
        }
      }),
    ));
});

describe('any history of an add-on', () => {
  type Make = (state: AddOn | undefined, at: Instant) => AddOnCommand;
  const command = commandFrom(ADD_ON_SAMPLES);
  const quotes = new Map<string, Quote>();
  const bySales: AddOnFacts = { policies, policiesAt: () => policies, team: aTeam(), buyer: { kind: 'sales' } };
  /** Returns the quote with an ID, created on first use; undefined if the quote is refused. */
  const quoted = (id: string, at: Instant, edition: Quote['edition'], addOn: AddOn | undefined): Quote | undefined => {
    const quote = quotes.get(id) ?? quoteAddOn({ id, product: 'dropbox', edition, at }, addOn, bySales);
    if (isRefusal(quote)) return undefined;
    quotes.set(id, quote);
    return quote;
  };
  const facts: fc.Arbitrary<AddOnFacts> = fc.record({
    policies: fc.constant(policies),
    policiesAt: fc.constant(() => policies),
    team: fc.constantFrom(aTeam(), aTeam({ accountManager: 'am-7' })),
    buyer: fc.constantFrom(
      { kind: 'sales' } as const,
      { kind: 'member', member: anAdmin() } as const,
      { kind: 'member', member: aMember() } as const,
    ),
  });
  const purchases = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom(...EDITIONS))
    .map(([number, edition]): Make => (addOn, at) => {
      const quote = quoted(`q-${number}`, at, edition, addOn);
      return quote
        ? command(quote.change === 'purchase' ? 'PurchaseAddOn' : 'ChangeEdition', at, { quote })
        : command('RenewAddOn', at, { dueAt: at });
    });
  const changes = fc.constantFrom('RemoveAddOn' as const, 'KeepAddOn' as const, 'KeepEdition' as const).map(
    (type): Make =>
      (_, at) =>
        command(type, at),
  );
  const months = fc.oneof(waits, fc.constant(1_000_000_000), fc.constant(2_678_400_000));
  const attempts = fc
    .array(fc.record({ wait: months, facts, command: fc.oneof(purchases, changes) }), { maxLength: 30, size: 'max' })
    .map((tries) => {
      quotes.clear();
      return tries;
    });

  it('records JSON only, and handles a repeated command as its sample expects', () =>
    assertDeciderLaws(addOnDecider, attempts, ADD_ON_SAMPLES));

  it('P8 P9 P11 charges each quote at most once, and records no purchase while the add-on is active', () =>
    fc.assert(
      fc.property(attempts, (tries) => {
        quotes.clear();
        const turns = runAttempts(addOnDecider, tries);
        const charges = eventsIn(turns).flatMap(({ type, data }) => (type === 'ChargeIssued' ? [data.chargeId] : []));
        expect(new Set(charges).size).toBe(charges.length);
        for (const { before, command, decision } of turns) {
          if (isActive(before, command.at) && command.type === 'PurchaseAddOn' && !isRefusal(decision))
            expect(decision).toEqual([]);
        }
      }),
    ));

  const lives = fc.record({
    at: fc
      .date({ min: new Date('2024-01-01'), max: new Date('2032-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    timeZone: fc.constantFrom(
      'Asia/Tokyo',
      'America/Los_Angeles',
      'America/New_York',
      'Pacific/Apia',
      'Asia/Kathmandu',
      'Etc/UTC',
    ),
    interval: fc.constantFrom('month' as const, 'year' as const),
    periodStart: fc.constantFrom('2024-02-29', '2026-01-31', '2026-11-01', '2030-12-31'),
    seats: fc.integer({ min: 1, max: 10_000 }),
  });

  it('P9 P8 has quotes from 0 to the full price of a period, each valid for at least an hour', () =>
    fc.assert(
      fc.property(lives, ({ at, timeZone, ...billing }) => {
        const quote = quoteAddOn({ id: 'q', product: 'dash', edition: 'enhanced', at }, undefined, {
          ...bySales,
          team: aTeam({ timeZone, billing: { ...BILLING, ...billing } }),
        });
        if (isRefusal(quote)) throw new Error(quote.message);
        expect(quote.remainingDays).toBeGreaterThanOrEqual(1);
        expect(quote.remainingDays).toBeLessThanOrEqual(quote.periodDays);
        expect(quote.amount.minor).toBeGreaterThanOrEqual(0);
        expect(quote.amount.minor).toBeLessThanOrEqual(quote.unitPrice.minor * quote.seats);
        expect(quote.periodEndsAt > at).toBe(true);
        expect(Date.parse(quote.expiresAt) - Date.parse(at)).toBeGreaterThanOrEqual(3_600_000);
      }),
    ));
});

describe('any history of a member, a team or an agent', () => {
  const roles = fc.array(fc.constantFrom('team_admin' as const, 'billing_admin' as const), { maxLength: 3 });
  const products = fc.array(fc.constantFrom('dropbox', 'dash', 'passwords', 'faxes'), { maxLength: 3 });

  it('records JSON only, and handles a repeated command as its sample expects, of a member', () => {
    const facts: fc.Arbitrary<MemberFacts> = fc.record({
      policies: fc.constant(policies),
      team: fc.constantFrom(undefined, aTeam()),
    });
    type Make = (state: Member | undefined, at: Instant) => MemberCommand;
    const command = commandFrom(MEMBER_SAMPLES);
    const commands = fc.oneof(
      roles.map(
        (list): Make =>
          (_, at) =>
            command('AddMember', at, { roles: list }),
      ),
      roles.map(
        (list): Make =>
          (_, at) =>
            command('AssignAdminRoles', at, { roles: list }),
      ),
      fc.constantFrom('grand' as const, 'epic' as const).map(
        (level): Make =>
          (_, at) =>
            command('NameChampion', at, { level }),
      ),
      fc.constantFrom('DeactivateMember' as const, 'WithdrawChampion' as const).map(
        (type): Make =>
          (_, at) =>
            command(type, at),
      ),
      fc
        .record({
          viewId: fc.constantFrom('v-1', 'v-2'),
          filter: fc.record({
            status: fc.constantFrom('open' as const, null),
            product: fc.constantFrom('dash', 'nothing', null),
            issueType: fc.constantFrom('sync_upload', 'nothing', null),
            state: fc.constantFrom('running' as const, null),
            breached: fc.constantFrom(true, null),
            openedFrom: fc.constantFrom(START, null),
            openedTo: fc.constantFrom(START, '2027-01-01T00:00:00.000Z', null),
            sort: fc.constantFrom('dueAt' as const, null),
            order: fc.constant(null),
          }),
        })
        .map(
          (view): Make =>
            (_, at) =>
              command('SaveTicketView', at, view),
        ),
      fc.constantFrom('v-1', 'v-2').map(
        (viewId): Make =>
          (_, at) =>
            command('RemoveTicketView', at, { viewId }),
      ),
    );
    assertDeciderLaws<MemberCommand, MemberEvent, Member | undefined, MemberFacts>(
      memberDecider,
      attemptsOf(facts, commands),
      MEMBER_SAMPLES,
    );
  });

  it('records JSON only, and handles a repeated command as its sample expects, of a team', () => {
    type Make = (state: unknown, at: Instant) => TeamCommand;
    const command = commandFrom(TEAM_SAMPLES);
    const commands = fc.oneof(
      fc
        .record({
          products,
          timeZone: fc.constantFrom('Asia/Tokyo', 'EST'),
          periodStart: fc.constantFrom('2026-11-01', '2026-02-30'),
        })
        .map(
          ({ periodStart, ...team }): Make =>
            (_, at) =>
              command('RegisterTeam', at, { ...team, billing: { ...BILLING, periodStart } }),
        ),
      products.map(
        (list): Make =>
          (_, at) =>
            command('ChangeTeamProducts', at, { products: list }),
      ),
      fc.constantFrom('am-7', null).map(
        (accountManager): Make =>
          (_, at) =>
            command('AssignAccountManager', at, { accountManager }),
      ),
      products.map(
        ([product = 'dash']): Make =>
          (_, at) =>
            command('InquireAddOn', at, { product }),
      ),
    );
    const attempts = attemptsOf(fc.constant({ policies }), commands);
    assertDeciderLaws<TeamCommand, TeamEvent, ReturnType<typeof teamDecider.evolve>, { policies: typeof policies }>(
      teamDecider,
      attempts,
      TEAM_SAMPLES,
    );
  });

  it('K4 has one request per agent at a time, and does on a repeated command what its sample says', () => {
    type Make = (state: unknown, at: Instant) => AgentCommand;
    const command = commandFrom(AGENT_SAMPLES);
    const engagementId = fc.constantFrom('e-1', 'e-2', 'e-3');
    const commands = fc.oneof(
      products.map(
        (list): Make =>
          (_, at) =>
            command('RegisterAgent', at, { products: list, channels: ['chat'] }),
      ),
      fc
        .record({
          availability: fc.constantFrom('available' as const, 'away' as const),
          channels: fc.constantFrom(['chat'] as const, ['callback'] as const),
        })
        .map(
          (shift): Make =>
            (_, at) =>
              command('SetAgentAvailability', at, shift),
        ),
      fc
        .record({
          engagementId,
          request: fc.constantFrom(null, { channel: 'chat' as const, requestId: 'ch-1' }),
          pushed: fc.boolean(),
        })
        .map(
          (engagement): Make =>
            (_, at) =>
              command('EngageAgent', at, engagement),
        ),
      fc.record({ engagementId, reason: fc.constantFrom('finished' as const, 'refused' as const) }).map(
        (release): Make =>
          (_, at) =>
            command('ReleaseAgent', at, release),
      ),
      fc.constant<Make>((_, at) => command('RecordAgentVanished', at)),
    );
    const attempts = attemptsOf(fc.constant({ policies }), commands);
    assertDeciderLaws(agentDecider, attempts, AGENT_SAMPLES);
    fc.assert(
      fc.property(attempts, (tries) => {
        let engaged: string | null = null;
        for (const { type, data } of eventsIn(runAttempts(agentDecider, tries))) {
          if (type === 'AgentEngaged') expect(engaged).toBeNull();
          if (type === 'AgentReleased') expect(data.engagementId).toBe(engaged);
          if (type === 'AgentEngaged') engaged = data.engagementId;
          if (type === 'AgentReleased') engaged = null;
        }
      }),
    );
  });
});
