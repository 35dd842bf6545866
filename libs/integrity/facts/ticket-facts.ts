import {
  type AddOn,
  addOnDecider,
  carriedContradictions,
  clockContradictions,
  closingContradictions,
  CLOCK_EVENTS,
  type Member,
  memberDecider,
  mergeContradictions,
  openingContradictions,
  solvingContradictions,
  type Ticket,
  ticketDecider,
} from '@ledgerdesk/domain';
import { addOnStream, isLogged, type LoggedEvent, memberStream, ticketStream } from '@ledgerdesk/events';
import type { Evolver, RecordedEvent } from '@ledgerdesk/kernel';
import { type Append, isOfThisVersion } from './append.js';
import type { DecisionPolicies } from './recorded-policies.js';
import { EARLIER_FORM, type FactCheck, type FactStates, type ReportFact } from './fact-check.js';
import { type Computed, firstKnown } from './known-policies.js';

const tickets: Evolver<Ticket | undefined> = ticketDecider;
export const members: Evolver<Member | undefined> = memberDecider;
export const addOns: Evolver<AddOn | undefined> = addOnDecider;

/**
 * Recomputes what events of tickets state: the entitlement at the opening (E11), response clocks with their due times,
 * warnings, pauses and `inTime`, when a solved ticket closes, and the clock that a merge carries.
 */
export class TicketFacts implements FactCheck<Ticket | undefined> {
  constructor(private readonly states: FactStates) {}

  async check(append: Append, before: Ticket | undefined, report: ReportFact): Promise<void> {
    let ticket = before;
    for (const fact of append.events) {
      const { event } = fact;
      const decision = await this.states.policies.of(event);
      if (isLogged(event, ['TicketOpened'])) {
        report(fact, isOfThisVersion(fact) ? await this.openingFlaws(event, decision) : EARLIER_FORM);
      } else if (ticket) report(fact, await this.flawsOf(event, { append, before, ticket, decision }));
      ticket = tickets.evolve(ticket, event, event.occurredAt);
    }
  }

  private async openingFlaws(
    event: LoggedEvent<'TicketOpened'>,
    decision: DecisionPolicies,
  ): Promise<Computed<string>> {
    const { data, occurredAt: at, metadata } = event;
    const read = metadata.read ?? {};
    const stream = memberStream(data.teamId, data.requesterId);
    const revision = read[stream];
    const member = revision === undefined ? undefined : await this.states.members.at(stream, revision);
    const held = new Map<string, AddOn | undefined>();
    for (const [name, at2] of Object.entries(read))
      if (this.states.addOns.has(name)) held.set(name, await this.states.addOns.at(name, at2));
    const addOnOf = (covers: string) => held.get(addOnStream(data.teamId, covers));
    const opened = { at, policies: decision.policies, member, addOnOf };
    const { found, lacks } = firstKnown(
      () => openingContradictions(event, { ...opened, hasZones: true }),
      () => openingContradictions(event, { ...opened, hasZones: false }),
    );
    return { found, lacks: lacks ?? (member ? undefined : 'the requester as the decision read them') };
  }

  private async flawsOf(
    event: RecordedEvent,
    {
      append,
      before,
      ticket,
      decision,
    }: {
      readonly append: Append;
      readonly before: Ticket | undefined;
      readonly ticket: Ticket;
      readonly decision: DecisionPolicies;
    },
  ): Promise<Computed<string>> {
    const at = event.occurredAt;
    if (isLogged(event, CLOCK_EVENTS)) {
      const source = carriedFrom(append);
      // What a merge brings was computed for the other ticket.
      const policies = source === undefined ? decision.policies : undefined;
      const computed = firstKnown(
        () => clockContradictions(ticket, event, { at, policies }),
        () => clockContradictions(ticket, event, { at }),
      );
      if (source === undefined || event.type !== 'ResponseClockStarted') return computed;
      return { found: [...computed.found, ...(await this.carriedFlaws(event, source, ticket.ticketId))] };
    }
    const { policies } = decision;
    if (isLogged(event, ['TicketSolved'])) return firstKnown(() => solvingContradictions(event, { at, policies }));
    if (isLogged(event, ['TicketClosed'])) return { found: closingContradictions(ticket, event, at) };
    if (isLogged(event, ['TicketMerged']) && before)
      return firstKnown(
        () => mergeContradictions(before, event, { at, policies }),
        () => mergeContradictions(before, event, { at }),
      );
    return { found: [] };
  }

  /** What differs from the clock that the merged ticket gave away. */
  private async carriedFlaws(
    { data }: LoggedEvent<'ResponseClockStarted'>,
    source: string,
    into: string,
  ): Promise<readonly string[]> {
    const merged = await this.states.lastOf(ticketStream(source), 'TicketMerged');
    if (!merged || !isLogged(merged, ['TicketMerged']) || merged.data.into !== into)
      return [`the ticket ${source} was not merged into this one`];
    const { carriedClock } = merged.data;
    return carriedClock ? carriedContradictions(data, carriedClock) : [`the ticket ${source} gave no clock away`];
  }
}

/** The ticket whose merge an append receives. */
const carriedFrom = ({ events }: Append): string | undefined => {
  for (const { event } of events) if (isLogged(event, ['TicketMergeReceived'])) return event.data.from;
  return undefined;
};
