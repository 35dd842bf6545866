import { type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Member } from './state.js';

/** E2: returns the member if active, a refusal otherwise. */
export const activeMember = (member: Member | undefined): Member | Refusal =>
  member?.active
    ? member
    : refuse('forbidden', 'member-not-active', 'Only active members of the team can use support.', { rule: 'E2' });
