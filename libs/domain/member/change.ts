import type { MemberEvent } from '@ledgerdesk/events';
import type { ChangeMember } from './commands.js';
import type { Member } from './state.js';

/** E2: a member who is invited or active can be suspended, and is what they were before when the suspension ends. */
const suspension = (member: Member, suspended: boolean): readonly MemberEvent[] => {
  if (suspended === (member.status === 'suspended')) return [];
  const { teamId, memberId, hasJoined } = member;
  if (suspended) return [{ type: 'MemberStatusChanged', data: { teamId, memberId, status: 'suspended' } }];
  const status = hasJoined ? 'active' : 'invited';
  return status === member.status ? [] : [{ type: 'MemberStatusChanged', data: { teamId, memberId, status } }];
};

/**
 * Records what a command gives. A name and an address are recorded even if they are the same: personal fields may be
 * erased, so no decision compares them. Tickets keep their language, and response clocks run on (E2, E11).
 */
export const changeMember = (
  { name, email, language, suspended }: ChangeMember,
  member: Member,
): readonly MemberEvent[] => {
  const { teamId, memberId } = member;
  const key = { teamId, memberId };
  return [
    ...(name === undefined ? [] : [{ type: 'MemberRenamed' as const, data: { ...key, name } }]),
    ...(email === undefined ? [] : [{ type: 'MemberEmailChanged' as const, data: { ...key, email } }]),
    ...(language === undefined || language === member.language
      ? []
      : [{ type: 'MemberLanguageChanged' as const, data: { ...key, language } }]),
    ...(suspended === undefined ? [] : suspension(member, suspended)),
  ];
};
