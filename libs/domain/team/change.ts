import type { BillingInterval, BillingStart, TeamEvent } from '@ledgerdesk/events';
import { type Decision, type Refusal, refuse } from '@ledgerdesk/kernel';
import { unitPrice } from '../add-on/prices.js';
import { type AddOn, editionAt } from '../add-on/state.js';
import { activeAddOns, nextRenewal } from './active-add-ons.js';
import { billingAt, latestInterval } from './billing-terms.js';
import type { ChangeTeam } from './commands.js';
import type { TeamFacts } from './facts.js';
import type { Team } from './state.js';

/** A change of the terms of billing, and the add-ons that it is about. */
interface BillingChangeRequest {
  readonly command: ChangeTeam;
  readonly team: Team;
  readonly active: readonly AddOn[];
  readonly facts: TeamFacts;
}

const zoneRefusal = ({ command: { timeZone }, facts: { policies } }: BillingChangeRequest): Refusal | undefined => {
  const problem = timeZone === undefined ? undefined : policies.zones.problemWith(timeZone);
  return problem === undefined ? undefined : refuse('invalid', 'unknown-time-zone', problem);
};

/** P8: seats of an active add-on cost at once, or less from its renewal, so they are quoted and confirmed. */
const seatsRefusal = ({ command: { seats, at }, team, active }: BillingChangeRequest): Refusal | undefined =>
  seats === undefined || seats === billingAt(team, at).seats || active.length === 0
    ? undefined
    : refuse(
        'conflict',
        'team-has-add-on',
        'The team has an add-on, which is charged by its seats. Request a quote of the change of seats and confirm it.',
        { rule: 'P8' },
      );

const hasPrice = (addOn: AddOn, interval: BillingInterval, { team, facts }: BillingChangeRequest): boolean => {
  const { product, renewsAt } = addOn;
  const { prices } = facts.policiesAt(renewsAt);
  return unitPrice(prices, product, editionAt(addOn, renewsAt), team.billing.currency, interval) !== undefined;
};

/** P1: a price that sales agreed is for one interval. Nobody has agreed on one for the other. */
const priceRefusal = (request: BillingChangeRequest): Refusal | undefined => {
  const { team, active } = request;
  const { interval, at } = request.command;
  if (interval === undefined || interval === latestInterval(team)) return undefined;
  const isKept = interval === billingAt(team, at).interval;
  const renewing = active.filter(({ removalEffectiveAt, scheduledEdition }) => {
    if (removalEffectiveAt !== null) return false;
    return !isKept || (scheduledEdition?.agreed ?? null) !== null;
  });
  const unpriced = renewing.find((addOn) => !hasPrice(addOn, interval, request));
  if (!unpriced) return undefined;
  const { currency } = team.billing;
  return refuse(
    'conflict',
    'no-renewal-price',
    `No ${interval} price in ${currency} is listed for the renewal of ${unpriced.product}. Keep the billing interval.`,
    { rule: 'P1', details: { interval, currency, product: unpriced.product } },
  );
};

/** Records at which renewal a change counts; at once without an add-on, or if it undoes one that has not begun. */
const billingChanges = (
  { timeZone: zone, seats, interval, at }: ChangeTeam,
  team: Team,
  renewal: BillingStart | null,
): readonly TeamEvent[] => {
  const { teamId, timeZone } = team;
  const current = billingAt(team, at);
  const events: TeamEvent[] = [];
  if (zone !== undefined && zone !== timeZone)
    events.push({ type: 'TeamTimeZoneChanged', data: { teamId, timeZone: zone, billedFrom: renewal } });
  if (seats !== undefined && seats !== current.seats)
    events.push({ type: 'TeamSeatsChanged', data: { teamId, seats } });
  if (interval !== undefined && interval !== latestInterval(team)) {
    const billedFrom = interval === current.interval ? null : renewal;
    events.push({ type: 'BillingIntervalChanged', data: { teamId, interval, billedFrom } });
  }
  return events;
};

/**
 * Records what differs. While an add-on is active, its zone and interval are those of its period: another zone or
 * interval counts from the renewal (P9, P10).
 */
export const changeTeam = (command: ChangeTeam, team: Team, facts: TeamFacts): Decision<TeamEvent> => {
  const { teamId } = team;
  const { name = team.name, selfServe = team.selfServe, at } = command;
  const active = activeAddOns(team, at, facts);
  const request = { command, team, active, facts };
  const refusal = zoneRefusal(request) ?? seatsRefusal(request) ?? priceRefusal(request);
  if (refusal) return refusal;
  return [
    ...(name === team.name ? [] : [{ type: 'TeamRenamed' as const, data: { teamId, name } }]),
    ...(selfServe === team.selfServe ? [] : [{ type: 'SelfServeChanged' as const, data: { teamId, selfServe } }]),
    ...billingChanges(command, team, nextRenewal(active)),
  ];
};
