import { type AddOn, type Team, teamContradictions, teamDecider } from '@ledgerdesk/domain';
import { isLogged, type LoggedEvent } from '@ledgerdesk/events';
import type { Evolver } from '@ledgerdesk/kernel';
import { type Append, isOfThisVersion } from './append.js';
import { EARLIER_FORM, type FactCheck, type FactStates, type ReportFact } from './fact-check.js';
import { type Computed, firstKnown } from './known-policies.js';

export const teams: Evolver<Team | undefined> = teamDecider;

const BILLED = ['SeatChangeConfirmed', 'TeamTimeZoneChanged', 'BillingIntervalChanged'] as const;

/** Recomputes what events of teams state that follows from their add-ons: charges of seats (P8, P9), renewals (P10). */
export class TeamFacts implements FactCheck<Team | undefined> {
  constructor(private readonly states: FactStates) {}

  async check(append: Append, before: Team | undefined, report: ReportFact): Promise<void> {
    let team = before;
    for (const fact of append.events) {
      const { event } = fact;
      if (team && isLogged(event, BILLED))
        report(fact, before && isOfThisVersion(fact) ? await this.billedFlaws(before, event) : EARLIER_FORM);
      team = teams.evolve(team, event, event.occurredAt);
    }
  }

  private async billedFlaws(before: Team, event: LoggedEvent<(typeof BILLED)[number]>): Promise<Computed<string>> {
    const { policies, priceVersions } = await this.states.policies.of(event);
    // Renewals that were not recorded yet may have the prices of several days.
    if (priceVersions.length > 1) return { found: [], lacks: 'which of several versions of prices counts' };
    const read = Object.entries(event.metadata.read ?? {}).filter(([stream]) => this.states.addOns.has(stream));
    const addOns: (AddOn | undefined)[] = [];
    for (const [stream, revision] of read) addOns.push(await this.states.addOns.at(stream, revision));
    const facts = { policies, policiesAt: () => policies, addOns };
    return firstKnown(() => teamContradictions(before, event, event.occurredAt, facts));
  }
}
