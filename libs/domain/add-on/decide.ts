import { billingPeriod, localDateOf, startOfLocalDay } from '@ledgerdesk/business-time';
import type { AddOnEvent, AddOnPurchased, ChargeIssued } from '@ledgerdesk/events';
import { type Decider, type Instant, instantOf, millisOf, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Rules } from '../rules.js';
import type { Team } from '../team/state.js';
import { type Buyer, mayReachBilling, maySelfServe } from './buyer.js';
import type { AddOnCommand, PurchaseAddOn } from './commands.js';
import { alreadyHeld, type Quote } from './quote.js';
import { type AddOn, evolve, isActive } from './state.js';

export interface AddOnFacts {
  readonly rules: Rules;
  readonly team: Team;
  readonly buyer: Buyer;
}

type Decision = readonly AddOnEvent[] | Refusal;

const purchased = ({ id, teamId, product, edition, seats, period, periodEndsAt }: Quote): AddOnPurchased => ({
  type: 'AddOnPurchased',
  data: { teamId, product, edition, quote: id, seats, period, periodEndsAt, renewsAt: periodEndsAt },
});

const charged = (quote: Quote): ChargeIssued => {
  const { id: chargeId, teamId, product, edition, amount, unitPrice, seats, remainingDays, periodDays, period } = quote;
  return {
    type: 'ChargeIssued',
    data: { teamId, product, chargeId, reason: 'purchase', edition, amount, unitPrice, seats, remainingDays, periodDays, period },
  };
};

const purchase = ({ quote, at }: PurchaseAddOn, addOn: AddOn | undefined, { team, buyer, rules }: AddOnFacts): Decision => {
  if (addOn?.quote === quote.id) return [];
  const barred = maySelfServe(buyer, team, quote.edition, rules) ?? alreadyHeld(addOn, at);
  if (barred) return barred;
  if (at >= quote.expiresAt) return refuse('conflict', 'quote-expired', 'This quote has expired. Ask for a new one.', { rule: 'P8' });
  if (quote.priceVersion !== rules.prices.version || quote.seats !== team.billing.seats) {
    return refuse('conflict', 'quote-outdated', 'Prices or seats have changed since this quote. Ask for a new one.', { rule: 'P8' });
  }
  return [purchased(quote), charged(quote)];
};

/** P11: the first renewal after `at`; the add-on renews with the team's billing period. */
const nextRenewal = (team: Team, at: Instant, rules: Rules): Instant => {
  const today = localDateOf(millisOf(at), team.timeZone, rules.zones);
  const { to } = billingPeriod(team.billing.periodStart, team.billing.interval, today);
  return instantOf(startOfLocalDay(to, team.timeZone, rules.zones));
};

const changed = (command: Exclude<AddOnCommand, PurchaseAddOn>, addOn: AddOn, { team, buyer, rules }: AddOnFacts): Decision => {
  const { teamId, product } = addOn;
  const barred = maySelfServe(buyer, team, addOn.edition, rules);
  if (barred) return barred;
  if (command.type === 'KeepAddOn') {
    return addOn.removalEffectiveAt === null ? [] : [{ type: 'AddOnRemovalWithdrawn', data: { teamId, product } }];
  }
  if (addOn.removalEffectiveAt !== null) return [];
  return [{ type: 'AddOnRemovalScheduled', data: { teamId, product, effectiveAt: nextRenewal(team, command.at, rules) } }];
};

export const addOnDecider: Decider<AddOnCommand, AddOnEvent, AddOn | undefined, AddOnFacts> = {
  initial: undefined,
  evolve,
  decide: (command, addOn, facts) => {
    const barred = mayReachBilling(facts.buyer, facts.rules);
    if (barred) return barred;
    if (command.type === 'PurchaseAddOn') return purchase(command, addOn, facts);
    if (!isActive(addOn, command.at)) return refuse('not-found', 'add-on-not-active', 'The team has no such add-on.', { rule: 'P7' });
    return changed(command, addOn, facts);
  },
};
