import * as domain from '@ledgerdesk/domain';
import { type Command, type Decider, type DomainEvent, isRefusal } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { aChampion, aMember, anAddOn, anAdmin, aTeam, BILLING } from './state-builders.js';
import { policies, policiesWith } from './policies.js';
import {
  answer,
  assign,
  breach,
  claim,
  close,
  hold,
  note,
  open,
  OPENED,
  opened,
  reopen,
  reply,
  resume,
  risk,
  solve,
} from './ticket-commands.js';

const { quoteAddOn } = domain;

type DeciderName = Extract<keyof typeof domain, `${string}Decider`>;
type CommandOf<D> = D extends Decider<infer C, infer _E, infer _S, infer _F> ? C : never;
/** At least one sample for each command type, so that a command without one does not compile. */
type SamplesOf<C extends Command> = {
  readonly [Type in C['type']]: readonly [C & { readonly type: Type }, ...(C & { readonly type: Type })[]];
};

const at = OPENED;
const acme = { teamId: 'acme' };
const aiko = { ...acme, memberId: 'aiko' };
const asking = { ...acme, requesterId: 'aiko', product: 'dropbox', language: 'ja' };
const engagementId = 'e-1';
const slot = { startsAt: '2026-12-08T01:00:00.000Z', endsAt: '2026-12-08T02:00:00.000Z' };
const consultation = { ...acme, consultationId: 'con-1' };
const quarter = { ...acme, quarter: '2026-Q4' };
const filter = {
  status: null,
  product: 'dropbox',
  issueType: 'sync_upload',
  openedFrom: '2026-11-01T00:00:00.000Z',
  openedTo: null,
  sort: null,
  order: null,
};
const byRequester = { kind: 'requester', ...acme, requesterId: 'aiko' } as const;
const byAgent = { kind: 'agent', agentId: 'kenji' } as const;

const quoted = (edition: 'essentials' | 'enhanced', held = false) => {
  const quote = quoteAddOn({ id: `q-${edition}`, product: 'dropbox', edition, at }, held ? anAddOn() : undefined, {
    policies,
    policiesAt: () => policies,
    team: aTeam(),
    buyer: { kind: 'sales' },
  });
  if (isRefusal(quote)) throw new Error(quote.message);
  return quote;
};

/** Sample commands of every decider by command type, for laws and hostile inputs. */
const SAMPLES: { readonly [Name in DeciderName]: SamplesOf<CommandOf<(typeof domain)[Name]>> } = {
  teamDecider: {
    RegisterTeam: [
      {
        type: 'RegisterTeam',
        at,
        ...acme,
        name: 'Acme',
        country: 'JP',
        timeZone: 'Asia/Tokyo',
        products: ['dropbox', 'dash'],
        selfServe: true,
        accountManager: null,
        billing: BILLING,
      },
    ],
    ChangeTeamProducts: [{ type: 'ChangeTeamProducts', at, ...acme, products: ['dash'] }],
    AssignAccountManager: [{ type: 'AssignAccountManager', at, ...acme, accountManager: 'am-7' }],
    InquireAddOn: [
      { type: 'InquireAddOn', at, inquiryId: 'i-1', product: 'dash', memberId: 'aiko', message: 'Please.' },
    ],
  },
  memberDecider: {
    AddMember: [
      {
        type: 'AddMember',
        at,
        ...aiko,
        name: 'Aiko',
        email: 'aiko@acme.example',
        language: 'ja',
        roles: ['team_admin'],
      },
    ],
    AssignAdminRoles: [{ type: 'AssignAdminRoles', at, ...aiko, roles: [] }],
    NameChampion: [{ type: 'NameChampion', at, ...aiko, level: 'epic' }],
    WithdrawChampion: [{ type: 'WithdrawChampion', at, ...aiko }],
    DeactivateMember: [{ type: 'DeactivateMember', at, ...aiko }],
    SaveTicketView: [{ type: 'SaveTicketView', at, ...aiko, viewId: 'v-1', name: 'Mine', q: 'sync', filter }],
    RemoveTicketView: [{ type: 'RemoveTicketView', at, ...aiko, viewId: 'v-1' }],
  },
  addOnDecider: {
    PurchaseAddOn: [
      { type: 'PurchaseAddOn', at, quote: quoted('essentials'), inquiryId: 'i-1' },
      { type: 'PurchaseAddOn', at, quote: quoted('essentials') },
    ],
    ChangeEdition: [{ type: 'ChangeEdition', at, quote: quoted('enhanced', true) }],
    RemoveAddOn: [{ type: 'RemoveAddOn', at }],
    KeepAddOn: [{ type: 'KeepAddOn', at }],
    KeepEdition: [{ type: 'KeepEdition', at }],
    RenewAddOn: [{ type: 'RenewAddOn', at, dueAt: at }],
  },
  ticketDecider: {
    OpenTicket: [
      open(),
      open(at, { language: 'ja', followUpOf: 't-0' }),
      open(at, { cameOf: { channel: 'chat', requestId: 'ch-1', answer: { agentId: 'kenji', body: 'Done.' } } }),
    ],
    ReplyTicket: [reply(at)],
    AnswerTicket: [answer(at)],
    AddInternalNote: [note(at)],
    AssignTicket: [assign(at)],
    ClaimTicket: [claim(at)],
    HoldTicket: [hold(at)],
    ResumeTicket: [resume(at)],
    SolveTicket: [solve(at), solve(at, 'Done.')],
    ReopenTicket: [reopen(at)],
    CloseTicket: [close(at)],
    RecordResponseRisk: [risk(at)],
    RecordResponseBreach: [breach(at)],
    CloseSolvedTicket: [{ type: 'CloseSolvedTicket', at, closesAt: at }],
  },
  callbackDecider: {
    RequestCallback: [
      {
        type: 'RequestCallback',
        at,
        callbackId: 'c-1',
        ...asking,
        phone: '+81312345678',
        reason: 'Call.',
        ticketId: 't-1',
      },
    ],
    CancelCallback: [{ type: 'CancelCallback', at, ...acme, requesterId: 'aiko' }],
    TakeCallback: [{ type: 'TakeCallback', at, agentId: 'kenji', engagementId }],
    ReturnCallback: [{ type: 'ReturnCallback', at, engagementId }],
    CompleteCallback: [{ type: 'CompleteCallback', at, agentId: 'kenji' }],
    RecordUnansweredCallback: [{ type: 'RecordUnansweredCallback', at, agentId: 'kenji' }],
  },
  chatDecider: {
    StartChat: [{ type: 'StartChat', at, chatId: 'ch-1', ...asking, issueType: 'sync_upload', message: 'Help.' }],
    JoinChat: [{ type: 'JoinChat', at, agentId: 'kenji', engagementId }],
    ReturnChat: [{ type: 'ReturnChat', at, engagementId }],
    PostChatMessage: [
      { type: 'PostChatMessage', at, speaker: byRequester, body: 'Hello.' },
      { type: 'PostChatMessage', at, speaker: byAgent, body: 'Hello.' },
    ],
    EndChat: [
      { type: 'EndChat', at, speaker: byRequester },
      { type: 'EndChat', at, speaker: byAgent },
    ],
    EndSilentChat: [{ type: 'EndSilentChat', at, endsAt: at }],
  },
  agentDecider: {
    RegisterAgent: [
      { type: 'RegisterAgent', at, agentId: 'kenji', name: 'Kenji', languages: ['en'], products: ['dropbox'] },
    ],
    SetAgentAvailability: [{ type: 'SetAgentAvailability', at, availability: 'available' }],
    EngageAgent: [
      {
        type: 'EngageAgent',
        at,
        agentId: 'kenji',
        engagementId,
        request: { channel: 'chat', requestId: 'ch-1' },
        pushed: true,
      },
    ],
    ReleaseAgent: [{ type: 'ReleaseAgent', at, engagementId, reason: 'finished' }],
    RecordAgentVanished: [{ type: 'RecordAgentVanished', at }],
  },
  programmeDecider: {
    BookConsultation: [
      {
        type: 'BookConsultation',
        at,
        ...consultation,
        product: 'dropbox',
        memberId: 'aiko',
        consultantId: 'kenji',
        startsAt: slot.startsAt,
      },
    ],
    HoldConsultation: [{ type: 'HoldConsultation', at, ...consultation }],
    CancelConsultation: [{ type: 'CancelConsultation', at, ...consultation }],
  },
  quarterDecider: {
    ScheduleRootCauseSession: [
      {
        type: 'ScheduleRootCauseSession',
        at,
        ...quarter,
        sessionId: 's-1',
        memberId: 'aiko',
        consultantId: 'kenji',
        startsAt: slot.startsAt,
      },
    ],
    HoldRootCauseSession: [{ type: 'HoldRootCauseSession', at, ...quarter }],
    CancelRootCauseSession: [{ type: 'CancelRootCauseSession', at, ...quarter }],
    RecordFeatureUsage: [{ type: 'RecordFeatureUsage', at, ...quarter, feature: 'rewind', count: 3 }],
    SendFeatureDigest: [{ type: 'SendFeatureDigest', at, ...quarter }],
  },
  consultantDecider: {
    ReserveConsultant: [
      {
        type: 'ReserveConsultant',
        at,
        consultantId: 'kenji',
        appointmentId: 'con-1',
        ...acme,
        occasion: 'consultation',
        ...slot,
      },
    ],
    SettleReservation: [{ type: 'SettleReservation', at, consultantId: 'kenji', appointmentId: 'con-1' }],
  },
  webhookDecider: {
    RegisterWebhook: [
      {
        type: 'RegisterWebhook',
        at,
        webhookId: 'wh-1',
        owner: 'console',
        url: 'https://console.example/in',
        types: ['TicketOpened'],
      },
    ],
    RotateWebhookSecret: [{ type: 'RotateWebhookSecret', at, owner: 'console' }],
    ReplayWebhook: [{ type: 'ReplayWebhook', at, owner: 'console', after: '7' }],
    RemoveWebhook: [{ type: 'RemoveWebhook', at, owner: 'console' }],
    RecordWebhookGone: [{ type: 'RecordWebhookGone', at }],
  },
};

/** A decider whose types are erased, with its sample commands. */
export interface SampledDecider {
  readonly name: string;
  readonly decider: Decider<Command, DomainEvent, unknown, object>;
  readonly samples: readonly Command[];
}

/** Every decider of the domain. */
export const SAMPLED_DECIDERS: readonly SampledDecider[] = Object.entries(SAMPLES).map(([name, samples]) => ({
  name,
  // Object.entries widens the names to string.
  decider: domain[name as DeciderName],
  samples: Object.values<readonly Command[]>(samples).flat(),
}));

/** The facts that any decider may need. Each decider reads only its own. */
export const anyFacts = fc.record({
  policies: fc.constantFrom(policies, policiesWith({ holdPausesClock: true })),
  policiesAt: fc.constant(() => policies),
  team: fc.constantFrom(aTeam(), aTeam({ products: [], inquiries: ['i-1'] })),
  member: fc.constantFrom(anAdmin(), aMember(), aChampion('grand'), aMember({ active: false }), undefined),
  members: fc.constantFrom([], [anAdmin(), aMember()]),
  addOn: fc.constantFrom(undefined, anAddOn(), anAddOn({ edition: 'enhanced' })),
  addOns: fc.constantFrom([], [undefined, anAddOn({ edition: 'enhanced' })]),
  buyer: fc.constantFrom({ kind: 'sales' }, { kind: 'member', member: anAdmin() }),
  ticket: fc.constantFrom(undefined, opened.state),
  followUpOf: fc.constantFrom(undefined, opened.state),
  isAgent: fc.boolean(),
  isAgreed: fc.boolean(),
  knownTypes: fc.constant(['TicketOpened']),
});
