import { type AddOn, addOnContradictions, chargeContradictions, type Policies } from '@ledgerdesk/domain';
import { type AddOnEvent, isLogged, teamStream } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { type Append, type FactEvent, isOfThisVersion, isWhole } from './append.js';
import type { FactCheck, FactStates, ReportFact } from './fact-check.js';
import { firstKnown } from './known-policies.js';
import type { DecisionPolicies } from './recorded-policies.js';

const ADD_ON_TYPES = [
  'AddOnPurchased',
  'AddOnRenewed',
  'AddOnSeatsChanged',
  'AddOnEnded',
  'AddOnRemovalScheduled',
  'AddOnRemovalWithdrawn',
  'EditionChanged',
  'EditionChangeScheduled',
  'EditionChangeWithdrawn',
  'ChargeIssued',
] as const satisfies readonly AddOnEvent['type'][];

/**
 * Recomputes what events of add-ons state: periods, renewals and their prices (P10), prorated amounts (P9), changes of
 * edition (P14) and the end (P11). The amount of a charge always follows from its own factors.
 */
export class AddOnFacts implements FactCheck<AddOn | undefined> {
  constructor(private readonly states: FactStates) {}

  async check(append: Append, before: AddOn | undefined, report: ReportFact): Promise<void> {
    for (const fact of append.events)
      if (isLogged(fact.event, ['ChargeIssued'])) report(fact, chargeContradictions(fact.event));
    const [first] = append.events;
    if (!first || !isWhole(append) || !append.events.every(isOfThisVersion)) return;
    const facts = await this.factsOf(append, first);
    if (!facts) return;
    const at = first.event.occurredAt;
    const events = append.events.flatMap(({ event }) => (isLogged(event, ADD_ON_TYPES) ? [event] : []));
    for (const { index, found } of firstKnown(() => addOnContradictions({ before, events, at }, facts))) {
      const fact = append.events[index];
      if (fact) report(fact, found);
    }
  }

  /** What the append was decided on; undefined if the log does not have all of it. */
  private async factsOf(append: Append, { event }: FactEvent) {
    const teamId = event.stream.slice(event.stream.indexOf('-') + 1).split('.')[0] ?? '';
    const stream = teamStream(teamId);
    const revision = event.metadata.read?.[stream];
    const decision = await this.states.policies.of(event);
    if (revision === undefined || !decision) return undefined;
    const team = await this.states.teams.at(stream, revision);
    const prices = await pricesByTime(append, decision);
    if (!team || !prices) return undefined;
    const policiesAt = (instant: Instant): Policies => prices.get(instant) ?? decision.policies;
    return { team, policiesAt };
  }
}

/** The policies by the time at which a charge is due, with the prices that it names. */
const pricesByTime = async (
  { events }: Append,
  { priceVersions, withPrices }: DecisionPolicies,
): Promise<ReadonlyMap<Instant, Policies> | undefined> => {
  const byTime = new Map<Instant, Policies>();
  for (const { event } of events) {
    if (!isLogged(event, ['ChargeIssued']) || event.data.reason === 'seats') continue;
    const { priceVersion, effectiveAt } = event.data;
    // A version that the decision did not use is one that was put in its place.
    const version = priceVersion !== null && priceVersions.includes(priceVersion) ? priceVersion : priceVersions[0];
    const policies = version === undefined ? undefined : await withPrices(version);
    if (!policies) return undefined;
    byTime.set(effectiveAt ?? event.occurredAt, policies);
  }
  return byTime;
};
