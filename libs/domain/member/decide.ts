import type { MemberEvent } from '@ledgerdesk/events';
import { type Decider, type Decision, hasSameItems, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import type { Team } from '../team/state.js';
import type { AddMember, MemberCommand, NameChampion } from './commands.js';
import { evolve, hasOwnAddOn, type Member } from './state.js';
import { removeView, saveView } from './views.js';

/** State that member decisions need. Only adding a member needs `team`. */
export interface MemberFacts {
  readonly policies: Policies;
  readonly team: Team | undefined;
}

const add = (
  { type: _, at: __, ...data }: AddMember,
  member: Member | undefined,
  { team }: MemberFacts,
): Decision<MemberEvent> => {
  if (!team) return refuse('not-found', 'team-not-found', 'Team not found.');
  if (member) return refuse('conflict', 'member-exists', `The member ${data.memberId} already exists.`);
  return [{ type: 'MemberAdded', data: { ...data, roles: [...new Set(data.roles)] } }];
};

const inactive = (): Refusal =>
  refuse('conflict', 'member-inactive', 'This member is deactivated and cannot be changed.', { rule: 'E2' });

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
  switch (command.type) {
    case 'DeactivateMember':
      return member.active ? [{ type: 'MemberDeactivated', data: { teamId, memberId } }] : [];
    case 'AssignAdminRoles': {
      if (!member.active) return inactive();
      const roles = [...new Set(command.roles)];
      return hasSameItems(roles, member.roles)
        ? []
        : [{ type: 'AdminRolesAssigned', data: { teamId, memberId, roles } }];
    }
    case 'NameChampion':
      return member.active ? nameChampion(command, member, policies) : inactive();
    case 'WithdrawChampion': {
      if (!member.active) return inactive();
      return member.champion ? [{ type: 'ChampionWithdrawn', data: { teamId, memberId } }] : [];
    }
    case 'SaveTicketView':
      return member.active ? saveView(command, member, policies.taxonomy) : inactive();
    case 'RemoveTicketView':
      return removeView(command, member);
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
