import { type AddOn, type Team, teamContradictions, teamDecider } from '@ledgerdesk/domain';
import { isLogged } from '@ledgerdesk/events';
import type { Evolver } from '@ledgerdesk/kernel';
import { type Append, isOfThisVersion } from './append.js';
import type { FactCheck, FactStates, ReportFact } from './fact-check.js';
import { firstKnown } from './known-policies.js';

export const teams: Evolver<Team | undefined> = teamDecider;

const BILLED = ['SeatChangeConfirmed', 'TeamTimeZoneChanged', 'BillingIntervalChanged'] as const;

/** Recomputes what events of teams state that follows from their add-ons: charges of seats (P8, P9), renewals (P10). */
export class TeamFacts implements FactCheck<Team | undefined> {
  constructor(private readonly states: FactStates) {}

  async check(append: Append, before: Team | undefined, report: ReportFact): Promise<void> {
    let team = before;
    for (const fact of append.events) {
      const { event } = fact;
      if (team && isLogged(event, BILLED) && isOfThisVersion(fact)) {
        const decision = await this.states.policies.of(event);
        const read = Object.entries(event.metadata.read ?? {}).filter(([stream]) => this.states.addOns.has(stream));
        const addOns: (AddOn | undefined)[] = [];
        for (const [stream, revision] of read) addOns.push(await this.states.addOns.at(stream, revision));
        // Renewals that were not recorded yet may have the prices of several days.
        const isKnown = decision !== undefined && decision.priceVersions.length < 2;
        const at = event.occurredAt;
        if (isKnown && before) {
          const { policies } = decision;
          const facts = { policies, policiesAt: () => policies, addOns };
          report(
            fact,
            firstKnown(() => teamContradictions(before, event, at, facts)),
          );
        }
      }
      team = teams.evolve(team, event, event.occurredAt);
    }
  }
}
