import { isLocalDate } from '@ledgerdesk/business-time';
import type { Billing, TeamEvent } from '@ledgerdesk/events';
import { type Decider, hasSameItems, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import { addOnsOf, resolveProduct, type Taxonomy } from '../taxonomy.js';
import type { RegisterTeam, TeamCommand } from './commands.js';
import { evolve, type Team } from './state.js';

export interface TeamFacts {
  readonly policies: Policies;
}

type Decision = readonly TeamEvent[] | Refusal;

const noTeam = (): Refusal => refuse('not-found', 'team-not-found', 'There is no such team.');

const unknownProduct = (taxonomy: Taxonomy, products: readonly string[], at: string): Refusal | undefined =>
  products.map((id) => resolveProduct(taxonomy, [], id, at)).find(isRefusal);

const periodStartRefusal = ({ periodStart }: Billing): Refusal | undefined =>
  isLocalDate(periodStart)
    ? undefined
    : refuse(
        'invalid',
        'unknown-period-start',
        `'${periodStart}' is not a date. Write the first day of a billing period as yyyy-mm-dd.`,
        { rule: 'P9' },
      );

const register = (
  { type: _, at, ...data }: RegisterTeam,
  team: Team | undefined,
  { policies }: TeamFacts,
): Decision => {
  if (team) return refuse('conflict', 'team-exists', `The team ${data.teamId} is registered already.`);
  const zoneProblem = policies.zones.problemWith(data.timeZone);
  if (zoneProblem !== undefined) return refuse('invalid', 'unknown-time-zone', zoneProblem);
  const products = [...new Set(data.products)];
  return (
    periodStartRefusal(data.billing) ??
    unknownProduct(policies.taxonomy, products, at) ?? [{ type: 'TeamRegistered', data: { ...data, products } }]
  );
};

const changed = (command: Exclude<TeamCommand, RegisterTeam>, team: Team, { policies }: TeamFacts): Decision => {
  switch (command.type) {
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
    case 'AssignAccountManager': {
      const { teamId, accountManager } = command;
      return accountManager === team.accountManager
        ? []
        : [{ type: 'AccountManagerAssigned', data: { teamId, accountManager } }];
    }
    case 'InquireAddOn': {
      const { inquiryId, product, memberId, message } = command;
      if (!addOnsOf(policies.taxonomy).includes(product)) {
        return refuse('invalid', 'unknown-add-on', `There is no add-on for '${product}'.`, { rule: 'P3' });
      }
      return [{ type: 'AddOnInquiryReceived', data: { teamId: team.teamId, inquiryId, product, memberId, message } }];
    }
  }
};

export const teamDecider: Decider<TeamCommand, TeamEvent, Team | undefined, TeamFacts> = {
  initial: undefined,
  evolve,
  decide: (command, team, facts) => {
    if (command.type === 'RegisterTeam') return register(command, team, facts);
    return team ? changed(command, team, facts) : noTeam();
  },
};
