import {
  type AddOn,
  addOnContradictions,
  chargeContradictions,
  type EventContradictions,
  type Policies,
} from '@ledgerdesk/domain';
import { type AddOnEvent, isLogged, teamStream } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { type Append, type FactEvent, isOfThisVersion, isWhole } from './append.js';
import { EARLIER_FORM, type FactCheck, type FactStates, type ReportFact } from './fact-check.js';
import { type Computed, firstKnown } from './known-policies.js';
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
      if (isLogged(fact.event, ['ChargeIssued'])) report(fact, { found: chargeContradictions(fact.event) });
    const { found, lacks } = await this.flawsOf(append, before);
    for (const flaw of found) {
      const fact = append.events[flaw.index];
      if (fact) report(fact, { found: flaw.found });
    }
    if (lacks === undefined) return;
    for (const fact of append.events) if (isLogged(fact.event, ADD_ON_TYPES)) report(fact, { found: [], lacks });
  }

  private async flawsOf(append: Append, before: AddOn | undefined): Promise<Computed<EventContradictions>> {
    const [first] = append.events;
    if (!first || !isWhole(append)) return { found: [], lacks: 'the first events of their command' };
    if (!append.events.every(isOfThisVersion)) return { found: [], lacks: EARLIER_FORM.lacks };
    const facts = await this.factsOf(append, first);
    if (!facts) return { found: [], lacks: 'the team as the decision read it' };
    const at = first.event.occurredAt;
    const events = append.events.flatMap(({ event }) => (isLogged(event, ADD_ON_TYPES) ? [event] : []));
    return firstKnown(() => addOnContradictions({ before, events, at }, facts));
  }

  /** What the append was decided on; undefined if the log does not have the team. */
  private async factsOf(append: Append, { event }: FactEvent) {
    const teamId = event.stream.slice(event.stream.indexOf('-') + 1).split('.')[0] ?? '';
    const stream = teamStream(teamId);
    const revision = event.metadata.read?.[stream];
    const team = revision === undefined ? undefined : await this.states.teams.at(stream, revision);
    if (!team) return undefined;
    const decision = await this.states.policies.of(event);
    const prices = await pricesByTime(append, decision);
    const policiesAt = (instant: Instant): Policies => prices.get(instant) ?? decision.policies;
    return { team, policiesAt };
  }
}

/** The policies by the time at which a charge is due, with the prices that it names. */
const pricesByTime = async (
  { events }: Append,
  { priceVersions, withPrices }: DecisionPolicies,
): Promise<ReadonlyMap<Instant, Policies>> => {
  const byTime = new Map<Instant, Policies>();
  for (const { event } of events) {
    if (!isLogged(event, ['ChargeIssued']) || event.data.reason === 'seats') continue;
    const { priceVersion, effectiveAt } = event.data;
    // A version that the decision did not use is one that was put in its place.
    const version = priceVersion !== null && priceVersions.includes(priceVersion) ? priceVersion : priceVersions[0];
    if (version !== undefined) byTime.set(effectiveAt ?? event.occurredAt, await withPrices(version));
  }
  return byTime;
};
