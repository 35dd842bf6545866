import type { CommandSamples } from '../samples.js';
import type { MemberCommand } from './commands.js';

const member = { teamId: 'acme', memberId: 'aiko' };
const view = { ...member, viewId: 'v-1' };
const filter = {
  status: 'open',
  product: null,
  issueType: null,
  openedFrom: null,
  state: null,
  breached: null,
  openedTo: null,
  sort: 'dueAt',
  order: 'asc',
} as const;

/** Sample commands on a member. */
export const MEMBER_SAMPLES: CommandSamples<MemberCommand> = {
  AddMember: {
    payload: { ...member, name: 'Aiko Sato', email: 'aiko@acme.example', language: 'ja', roles: ['team_admin'] },
    variants: [{ status: 'invited' }],
    repeat: 'refused',
  },
  SetMemberStatus: { payload: { ...member, status: 'suspended' }, variants: [{ status: 'active' }] },
  ChangeMember: {
    payload: {
      ...member,
      name: 'Aiko Tanaka',
      email: 'aiko.tanaka@acme.example',
      language: 'en',
      suspended: true,
    },
    variants: [{ suspended: false }],
    repeat: 'recorded',
  },
  AssignAdminRoles: { payload: { ...member, roles: [] } },
  NameChampion: {
    payload: { ...member, level: 'epic' },
    variants: [{ level: 'grand', premiumSupport: false }],
  },
  WithdrawChampion: { payload: member },
  DeactivateMember: { payload: member },
  EraseMember: { payload: member },
  SaveTicketView: {
    payload: { ...view, name: 'What is due', q: null, filter },
    variants: [
      {
        name: 'Mine',
        q: 'sync',
        filter: {
          ...filter,
          status: null,
          product: 'dropbox',
          issueType: 'sync_upload',
          openedFrom: '2026-11-01T00:00:00.000Z',
        },
      },
    ],
    repeat: 'recorded',
  },
  RemoveTicketView: { payload: view, repeat: 'refused' },
};
