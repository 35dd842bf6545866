import { type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Member } from './state.js';

/** E2: only active members are served; to anyone else a refusal. */
export const activeMember = (member: Member | undefined): Member | Refusal =>
  member?.active
    ? member
    : refuse('forbidden', 'member-not-active', 'Support is for active members of the team.', { rule: 'E2' });
