import { aChampion, aMember, anAddOn, anAdmin, aTeam, BILLING } from '../../test/support/cast.js';
import { played, waits } from '../../test/support/histories.js';
import { policies, policiesWith } from '../../test/support/policies.js';
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
} from '../../test/support/tickets.js';
import { type Command, type Decider, type DomainEvent, isRefusal } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import * as domain from './index.js';
import { quoteAddOn } from './add-on/quote.js';

type Anything = Decider<Command, DomainEvent, unknown, object>;
type Commands<D> = D extends Decider<infer C, infer _E, infer _S, infer _F> ? readonly C[] : never;
/** One command of every kind. */
type Samples = {
  readonly [Name in keyof typeof domain as Name extends `${string}Decider` ? Name : never]: Commands<
    (typeof domain)[Name]
  >;
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

const SAMPLES: Samples = {
  teamDecider: [
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
    { type: 'ChangeTeamProducts', at, ...acme, products: ['dash'] },
    { type: 'AssignAccountManager', at, ...acme, accountManager: 'am-7' },
    { type: 'InquireAddOn', at, inquiryId: 'i-1', product: 'dash', memberId: 'aiko', message: 'Please.' },
  ],
  memberDecider: [
    { type: 'AddMember', at, ...aiko, name: 'Aiko', email: 'aiko@acme.example', language: 'ja', roles: ['team_admin'] },
    { type: 'AssignAdminRoles', at, ...aiko, roles: [] },
    { type: 'NameChampion', at, ...aiko, level: 'epic' },
    { type: 'WithdrawChampion', at, ...aiko },
    { type: 'DeactivateMember', at, ...aiko },
    { type: 'SaveTicketView', at, ...aiko, viewId: 'v-1', name: 'Mine', q: 'sync', filter },
    { type: 'RemoveTicketView', at, ...aiko, viewId: 'v-1' },
  ],
  addOnDecider: [
    { type: 'PurchaseAddOn', at, quote: quoted('essentials'), inquiryId: 'i-1' },
    { type: 'PurchaseAddOn', at, quote: quoted('essentials') },
    { type: 'ChangeEdition', at, quote: quoted('enhanced', true) },
    { type: 'RemoveAddOn', at },
    { type: 'KeepAddOn', at },
    { type: 'KeepEdition', at },
    { type: 'RenewAddOn', at, dueAt: at },
  ],
  ticketDecider: [
    open(),
    open(at, { language: 'ja', followUpOf: 't-0' }),
    open(at, { cameOf: { channel: 'chat', requestId: 'ch-1', answer: { agentId: 'kenji', body: 'Done.' } } }),
    reply(at),
    answer(at),
    note(at),
    assign(at),
    claim(at),
    hold(at),
    resume(at),
    solve(at),
    solve(at, 'Done.'),
    reopen(at),
    close(at),
    risk(at),
    breach(at),
    { type: 'CloseSolvedTicket', at, closesAt: at },
  ],
  callbackDecider: [
    {
      type: 'RequestCallback',
      at,
      callbackId: 'c-1',
      ...asking,
      phone: '+81312345678',
      reason: 'Call.',
      ticketId: 't-1',
    },
    { type: 'CancelCallback', at, ...acme, requesterId: 'aiko' },
    { type: 'TakeCallback', at, agentId: 'kenji', engagementId },
    { type: 'ReturnCallback', at, engagementId },
    { type: 'CompleteCallback', at, agentId: 'kenji' },
    { type: 'RecordUnansweredCallback', at, agentId: 'kenji' },
  ],
  chatDecider: [
    { type: 'StartChat', at, chatId: 'ch-1', ...asking, issueType: 'sync_upload', message: 'Help.' },
    { type: 'JoinChat', at, agentId: 'kenji', engagementId },
    { type: 'ReturnChat', at, engagementId },
    { type: 'PostChatMessage', at, speaker: byRequester, body: 'Hello.' },
    { type: 'PostChatMessage', at, speaker: byAgent, body: 'Hello.' },
    { type: 'EndChat', at, speaker: byRequester },
    { type: 'EndChat', at, speaker: byAgent },
    { type: 'EndSilentChat', at, endsAt: at },
  ],
  agentDecider: [
    { type: 'RegisterAgent', at, agentId: 'kenji', name: 'Kenji', languages: ['en'], products: ['dropbox'] },
    { type: 'SetAgentAvailability', at, availability: 'available' },
    {
      type: 'EngageAgent',
      at,
      agentId: 'kenji',
      engagementId,
      request: { channel: 'chat', requestId: 'ch-1' },
      pushed: true,
    },
    { type: 'ReleaseAgent', at, engagementId, reason: 'finished' },
    { type: 'RecordAgentVanished', at },
  ],
  programmeDecider: [
    {
      type: 'BookConsultation',
      at,
      ...consultation,
      product: 'dropbox',
      memberId: 'aiko',
      consultantId: 'kenji',
      startsAt: slot.startsAt,
    },
    { type: 'HoldConsultation', at, ...consultation },
    { type: 'CancelConsultation', at, ...consultation },
  ],
  quarterDecider: [
    {
      type: 'ScheduleRootCauseSession',
      at,
      ...quarter,
      sessionId: 's-1',
      memberId: 'aiko',
      consultantId: 'kenji',
      startsAt: slot.startsAt,
    },
    { type: 'HoldRootCauseSession', at, ...quarter },
    { type: 'CancelRootCauseSession', at, ...quarter },
    { type: 'RecordFeatureUsage', at, ...quarter, feature: 'rewind', count: 3 },
    { type: 'SendFeatureDigest', at, ...quarter },
  ],
  consultantDecider: [
    {
      type: 'ReserveConsultant',
      at,
      consultantId: 'kenji',
      appointmentId: 'con-1',
      ...acme,
      occasion: 'consultation',
      ...slot,
    },
    { type: 'SettleReservation', at, consultantId: 'kenji', appointmentId: 'con-1' },
  ],
  webhookDecider: [
    {
      type: 'RegisterWebhook',
      at,
      webhookId: 'wh-1',
      owner: 'console',
      url: 'https://console.example/in',
      types: ['TicketOpened'],
    },
    { type: 'RotateWebhookSecret', at, owner: 'console' },
    { type: 'ReplayWebhook', at, owner: 'console', after: '7' },
    { type: 'RemoveWebhook', at, owner: 'console' },
    { type: 'RecordWebhookGone', at },
  ],
};

/** Whatever any decider looks at; each takes from it what it knows. */
const facts = fc.record({
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

const HOSTILE = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'toString',
  '../../etc',
  '\u0000',
  '\uD800',
  '💥'.repeat(40),
  'NaN',
  '-1',
  '2026-02-30',
  '2026-13-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  'null',
  '{}',
  'ja\u0000JP',
  '2026-Q9',
];
/** Words of a set, which the types hold, and what the engine has signed. */
const KEPT = [
  'type',
  'at',
  'kind',
  'level',
  'roles',
  'availability',
  'languages',
  'channel',
  'reason',
  'occasion',
  'quote',
  'interval',
  'status',
  'sort',
  'order',
];

type Change = (text: string) => string;
/** The same with its texts changed, however deep they lie. */
const changed = (value: unknown, change: Change): unknown => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => changed(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, KEPT.includes(name) ? inner : changed(inner, change)]),
  );
};

const attemptsOf = (samples: readonly Command[]) =>
  fc.array(
    fc.record({
      wait: fc.oneof(waits, fc.constant(3_000_000_000)),
      facts,
      command: fc
        .record({
          sample: fc.constantFrom(...samples),
          texts: fc.array(fc.option(fc.constantFrom(...HOSTILE), { freq: 2 }), { minLength: 1, maxLength: 12 }),
          isHostile: fc.boolean(),
        })
        .map(({ sample, texts, isHostile }) => (_: unknown, now: string): Command => {
          let turn = 0;
          return {
            ...(changed(sample, (text) => (isHostile ? (texts[turn++ % texts.length] ?? text) : text)) as Command),
            at: now,
          };
        }),
    }),
    { minLength: 1, maxLength: 12, size: 'max' },
  );

describe('no command, and no sequence of them, makes a decider throw', () => {
  it('every decider there is is tried', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(
      Object.keys(domain)
        .filter((name) => name.endsWith('Decider'))
        .sort(),
    );
  });

  it.each(Object.entries(SAMPLES))('%s, whatever is said to it', (name, samples) => {
    const decider = domain[name as keyof Samples] as unknown as Anything;
    fc.assert(
      fc.property(attemptsOf(samples), (attempts) => {
        for (const { decision } of played(decider, attempts)) {
          if (isRefusal(decision))
            expect(decision).toMatchObject({
              code: expect.stringMatching(/^[a-z-]+$/) as string,
              message: expect.any(String) as string,
            });
          else for (const event of decision) expect(JSON.parse(JSON.stringify(event))).toEqual(event);
        }
      }),
      { numRuns: 150 },
    );
  });
});
