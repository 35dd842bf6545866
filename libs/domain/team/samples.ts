import type { CommandSamples } from '../samples.js';
import type { TeamCommand } from './commands.js';
import type { SeatQuote } from './seat-quote.js';

const team = { teamId: 'acme' };

/** A quote for five more seats of an Essentials add-on. */
const SEATS: SeatQuote = {
  ...team,
  id: 'q-seats',
  change: 'increase',
  from: 25,
  to: 30,
  replaces: null,
  effectiveAt: '2026-11-27T07:30:00.000Z',
  amount: { minor: 300, currency: 'JPY' },
  lines: [
    {
      product: 'dropbox',
      edition: 'essentials',
      unitPrice: { minor: 450, currency: 'JPY' },
      amount: { minor: 300, currency: 'JPY' },
      exact: { numerator: '9000', denominator: '30' },
      renewalAmount: { minor: 13_500, currency: 'JPY' },
    },
  ],
  remainingDays: 4,
  periodDays: 30,
  period: { from: '2026-11-01', to: '2026-12-01' },
  chargedFrom: '2026-11-27',
  periodEndsAt: '2026-11-30T15:00:00.000Z',
  renewalAmount: { minor: 13_500, currency: 'JPY' },
  expiresAt: '2026-11-27T15:00:00.000Z',
};

/** Sample commands on a team. */
export const TEAM_SAMPLES: CommandSamples<TeamCommand> = {
  RegisterTeam: {
    payload: {
      ...team,
      name: 'Acme KK',
      country: 'JP',
      timeZone: 'Asia/Tokyo',
      products: ['dropbox', 'dash'],
      selfServe: true,
      accountManager: null,
      billing: { currency: 'JPY', interval: 'month', periodStart: '2026-11-01', seats: 25 },
    },
    repeat: 'refused',
  },
  ChangeTeam: {
    payload: {
      ...team,
      name: 'Acme Holdings KK',
      timeZone: 'Europe/Berlin',
      selfServe: false,
      seats: 30,
      interval: 'year',
    },
    variants: [{ timeZone: 'Asia/Tokyo', seats: 25, interval: 'month' }],
  },
  ChangeTeamProducts: { payload: { ...team, products: ['dash'] } },
  AssignAccountManager: { payload: { ...team, accountManager: 'sam' }, repeat: 'recorded' },
  EraseAccountManager: { payload: { subjectId: 'acme' } },
  InquireAddOn: {
    payload: { inquiryId: 'i-1', product: 'dash', memberId: 'aiko', message: 'What would it cost us?' },
    repeat: 'recorded',
  },
  CloseInquiry: { payload: { inquiryId: 'i-1', reason: 'The team decided to wait.' } },
  EraseInquiry: { payload: { inquiryId: 'i-1' } },
  ChangeSeats: { payload: { quote: SEATS, memberId: null }, variants: [{ memberId: 'aiko' }] },
  KeepSeats: { payload: { memberId: null } },
};
