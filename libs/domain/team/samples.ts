import type { CommandSamples } from '../samples.js';
import type { TeamCommand } from './commands.js';

const team = { teamId: 'acme' };

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
  AssignAccountManager: { payload: { ...team, accountManager: 'sam' } },
  InquireAddOn: {
    payload: { inquiryId: 'i-1', product: 'dash', memberId: 'aiko', message: 'What would it cost us?' },
    repeat: 'recorded',
  },
  CloseInquiry: { payload: { inquiryId: 'i-1', reason: 'The team decided to wait.' } },
};
