import type { Edition } from '@ledgerdesk/events';
import { type Refusal, refuse } from '@ledgerdesk/kernel';
import { isAdmin, type Member } from '../member/state.js';
import type { Policies } from '../policies.js';
import type { Team } from '../team/state.js';

/** Who changes an add-on: a team member, sales on the team's behalf (P3), or the engine, which only renews. */
export type Buyer = { readonly kind: 'sales' | 'engine' } | { readonly kind: 'member'; readonly member: Member };

type ForbiddenCode = 'billing-role-required' | 'sales-only-edition' | 'sales-only-team';
const forbid = (code: ForbiddenCode, rule: string, message: string): Refusal =>
  refuse('forbidden', code, message, { rule });

/** P6: only admins with a billing role have access to billing. */
export const billingRefusal = (buyer: Buyer, policies: Policies): Refusal | undefined => {
  if (buyer.kind !== 'member') return undefined;
  const { member } = buyer;
  if (isAdmin(member) && member.roles.some((role) => policies.policy.billingRoles.includes(role))) return undefined;
  return forbid(
    'billing-role-required',
    'P6',
    `Billing requires one of the roles ${policies.policy.billingRoles.join(', ')}.`,
  );
};

/** P4, P5: refuses teams and editions whose add-ons are bought and removed only through sales. */
export const selfServiceRefusal = (
  buyer: Buyer,
  team: Team,
  edition: Edition,
  policies: Policies,
): Refusal | undefined => {
  const refusal = billingRefusal(buyer, policies);
  if (refusal || buyer.kind !== 'member') return refusal;
  if (!team.selfServe || team.hasAccountManager) {
    return forbid(
      'sales-only-team',
      'P4',
      'This team buys and removes add-ons through sales. Contact the account manager or use the sales contact form.',
    );
  }
  if (policies.policy.selfServiceEditions.includes(edition)) return undefined;
  return forbid(
    'sales-only-edition',
    'P5',
    `The ${edition} edition is bought and removed through sales. Contact sales.`,
  );
};
