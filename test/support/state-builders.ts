import type { AddOn, Agent, Member, Team } from '@ledgerdesk/domain';
import type { Billing } from '@ledgerdesk/events';

/** Builders of domain states: Acme, a Japanese self-serve team, and its member Aiko. `differing` replaces fields. */

export const BILLING: Billing = { currency: 'JPY', interval: 'month', periodStart: '2026-11-01', seats: 25 };

export const aTeam = ({ timeZone = 'Asia/Tokyo', accountManager = null, ...differing }: Partial<Team> = {}): Team => ({
  teamId: 'acme',
  name: 'Acme KK',
  timeZone,
  billingZone: timeZone,
  billingChanges: [],
  confirmedSeatQuotes: [],
  seatChanges: null,
  products: ['dropbox', 'dash'],
  selfServe: true,
  accountManager,
  hasAccountManager: accountManager !== null,
  isAccountManagerNamed: accountManager !== null,
  erasedAccountManagers: 0,
  billing: BILLING,
  inquiries: [],
  ...differing,
});

export const aMember = (differing: Partial<Member> = {}): Member => ({
  teamId: 'acme',
  memberId: 'aiko',
  language: 'ja',
  status: 'active',
  erased: false,
  active: true,
  hasJoined: true,
  inactivePeriods: [],
  roles: [],
  champion: null,
  championUntil: null,
  views: [],
  viewsSaved: 0,
  ...differing,
});

export const anAdmin = (differing: Partial<Member> = {}): Member => aMember({ roles: ['team_admin'], ...differing });

export const aChampion = (level: 'grand' | 'epic', differing: Partial<Member> = {}): Member =>
  aMember({ champion: { level, addOn: 'dropbox' }, ...differing });

export const anAddOn = ({ purchasedAt = '2026-11-22T03:00:00.000Z', ...differing }: Partial<AddOn> = {}): AddOn => ({
  teamId: 'acme',
  product: 'dropbox',
  edition: 'essentials',
  seats: 25,
  quote: 'q-1',
  confirmed: ['q-1'],
  completedInquiries: [],
  purchasedAt,
  periodSince: purchasedAt,
  editionSince: purchasedAt,
  pastEditions: [],
  period: { from: '2026-11-01', to: '2026-12-01' },
  renewsAt: '2026-11-30T15:00:00.000Z',
  unitPrice: { minor: 450, currency: 'JPY' },
  priceVersion: null,
  agreedBy: null,
  removalEffectiveAt: null,
  scheduledEdition: null,
  withdrawals: 0,
  ended: false,
  ...differing,
});

/** A registered agent who is away. */
export const anAgent = (agentId = 'kenji'): Agent => ({
  agentId,
  registered: true,
  retired: false,
  erased: false,
  languages: ['en', 'ja'],
  products: ['dropbox'],
  channels: ['callback', 'chat'],
  availability: 'away',
  takes: [],
  engaged: null,
  unsummarized: 0,
});
