import type { MemberEvent } from '@ledgerdesk/events';
import { type Decider, type Decision, hasSameItems, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import type { Team } from '../team/state.js';
import { activeMember } from './active-member.js';
import { changeMember } from './change.js';
import type { AddMember, MemberCommand, NameChampion } from './commands.js';
import { evolve, hasOwnAddOn, type Member } from './state.js';
import { removeView, saveView } from './views.js';

/** State that member decisions need. Only adding a member needs `team`. */
export interface MemberFacts {
  readonly policies: Policies;
  readonly team: Team | undefined;
}

const add = (
  { type: _, at: __, status = 'active', ...data }: AddMember,
  member: Member | undefined,
  { team }: MemberFacts,
): Decision<MemberEvent> => {
  if (!team) return refuse('not-found', 'team-not-found', 'Team not found.');
  const { teamId, memberId, roles } = data;
  if (member) return refuse('conflict', 'member-exists', `The member ${memberId} already exists.`);
  const added: MemberEvent = { type: 'MemberAdded', data: { ...data, roles: [...new Set(roles)] } };
  return status === 'active' ? [added] : [added, { type: 'MemberStatusChanged', data: { teamId, memberId, status } }];
};

const inactive = (): Refusal =>
  refuse('conflict', 'member-inactive', 'This member is deactivated and cannot be changed.', { rule: 'E2' });

/** E2: the membership ends first. A member who was erased cannot be one again: another has another id. */
const erase = ({ teamId, memberId, status, erased }: Member): readonly MemberEvent[] => {
  if (erased) return [];
  const data = { teamId, memberId };
  const ended: readonly MemberEvent[] = status === 'deactivated' ? [] : [{ type: 'MemberDeactivated', data }];
  return [...ended, { type: 'MemberErased', data }];
};

/** C1: grants the add-on of the policy. Naming again with the same level keeps it, even if the policy has changed. */
const nameChampion = (
  { level, premiumSupport = true }: NameChampion,
  member: Member,
  { policy }: Policies,
): readonly MemberEvent[] => {
  if (member.champion?.level === level && hasOwnAddOn(member) === premiumSupport) return [];
  const { teamId, memberId } = member;
  return [
    { type: 'ChampionNamed', data: { teamId, memberId, level, addOn: premiumSupport ? policy.championAddOn : null } },
  ];
};

const changed = (
  command: Exclude<MemberCommand, AddMember>,
  member: Member,
  { policies }: MemberFacts,
): Decision<MemberEvent> => {
  const { teamId, memberId } = member;
  if (command.type === 'EraseMember') return erase(member);
  if (command.type === 'RemoveTicketView') return removeView(command, member);
  if (member.status === 'deactivated') return command.type === 'DeactivateMember' ? [] : inactive();
  switch (command.type) {
    case 'SetMemberStatus': {
      const { status } = command;
      return status === member.status ? [] : [{ type: 'MemberStatusChanged', data: { teamId, memberId, status } }];
    }
    case 'ChangeMember':
      return changeMember(command, member);
    case 'DeactivateMember':
      return [{ type: 'MemberDeactivated', data: { teamId, memberId } }];
    case 'AssignAdminRoles': {
      const roles = [...new Set(command.roles)];
      return hasSameItems(roles, member.roles)
        ? []
        : [{ type: 'AdminRolesAssigned', data: { teamId, memberId, roles } }];
    }
    case 'NameChampion':
      return nameChampion(command, member, policies);
    case 'WithdrawChampion':
      return member.champion ? [{ type: 'ChampionWithdrawn', data: { teamId, memberId } }] : [];
    case 'SaveTicketView': {
      const served = activeMember(member);
      return isRefusal(served) ? served : saveView(command, served, policies.taxonomy);
    }
  }
};

/** Decides the commands of one member. */
export const memberDecider: Decider<MemberCommand, MemberEvent, Member | undefined, MemberFacts> = {
  initial: undefined,
  evolve,
  decide: (command, member, facts) => {
    if (command.type === 'AddMember') return add(command, member, facts);
    return member ? changed(command, member, facts) : refuse('not-found', 'member-not-found', 'Member not found.');
  },
};
