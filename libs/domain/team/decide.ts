import { isLocalDate } from '@ledgerdesk/business-time';
import type { Billing, TeamEvent } from '@ledgerdesk/events';
import { type Decider, type Decision, hasSameItems, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { resolveProduct, type Taxonomy } from '../taxonomy.js';
import { assignAccountManager, eraseAccountManager } from './account-manager.js';
import { changeTeam } from './change.js';
import type { RegisterTeam, TeamCommand } from './commands.js';
import type { TeamFacts } from './facts.js';
import { closeInquiry, eraseInquiry, inquire } from './inquiry.js';
import { changeSeats, keepSeats } from './seat-change.js';
import { evolve, type Team } from './state.js';

const noTeam = (): Refusal => refuse('not-found', 'team-not-found', 'Team not found.');

const unknownProduct = (taxonomy: Taxonomy, products: readonly string[], at: string): Refusal | undefined =>
  products.map((id) => resolveProduct(taxonomy, [], id, at)).find(isRefusal);

const periodStartRefusal = ({ periodStart }: Billing): Refusal | undefined =>
  isLocalDate(periodStart)
    ? undefined
    : refuse(
        'invalid',
        'unknown-period-start',
        `'${periodStart}' is not a date. Use the first day of a billing period as YYYY-MM-DD.`,
        { rule: 'P9' },
      );

const register = (
  { type: _, at, ...data }: RegisterTeam,
  team: Team | undefined,
  { policies }: TeamFacts,
): Decision<TeamEvent> => {
  if (team) return refuse('conflict', 'team-exists', `The team ${data.teamId} is already registered.`);
  const zoneProblem = policies.zones.problemWith(data.timeZone);
  if (zoneProblem !== undefined) return refuse('invalid', 'unknown-time-zone', zoneProblem);
  const products = [...new Set(data.products)];
  return (
    periodStartRefusal(data.billing) ??
    unknownProduct(policies.taxonomy, products, at) ?? [
      {
        type: 'TeamRegistered',
        data: { ...data, products, hasAccountManager: data.accountManager !== null },
      },
    ]
  );
};

const changed = (command: Exclude<TeamCommand, RegisterTeam>, team: Team, facts: TeamFacts): Decision<TeamEvent> => {
  const { policies } = facts;
  switch (command.type) {
    case 'ChangeTeam':
      return changeTeam(command, team, facts);
    case 'ChangeTeamProducts': {
      const { teamId } = command;
      const products = [...new Set(command.products)];
      if (hasSameItems(products, team.products)) return [];
      return (
        unknownProduct(policies.taxonomy, products, command.at) ?? [
          { type: 'TeamProductsChanged', data: { teamId, products } },
        ]
      );
    }
    case 'AssignAccountManager':
      return assignAccountManager(command, team);
    case 'EraseAccountManager':
      return eraseAccountManager(command, team);
    case 'InquireAddOn':
      return inquire(command, team, facts);
    case 'CloseInquiry':
      return closeInquiry(command, team, facts);
    case 'EraseInquiry':
      return eraseInquiry(command, team);
    case 'ChangeSeats':
      return changeSeats(command, team, facts);
    case 'KeepSeats':
      return keepSeats(command, team, facts);
  }
};

/** Decides the commands of one team account (P1, P3, P4, P8, R2). */
export const teamDecider: Decider<TeamCommand, TeamEvent, Team | undefined, TeamFacts> = {
  initial: undefined,
  evolve,
  decide: (command, team, facts) => {
    if (command.type === 'RegisterTeam') return register(command, team, facts);
    return team ? changed(command, team, facts) : noTeam();
  },
};
