import type { Policies, Ticket } from '@ledgerdesk/domain';
import { ticketDecider } from '@ledgerdesk/domain';
import { type ReadableLog, SealBroken, streamPagesOf } from '@ledgerdesk/event-store';
import { errorCodeOf, type Evolver, messageOf, type RecordedEvent } from '@ledgerdesk/kernel';
import { decodeClear } from '../decode-clear.js';
import { damage } from '../finding.js';
import type { Report } from '../findings.js';
import { type CheckedEvent, type LogCheck, placeOf } from '../log-check.js';
import { AddOnFacts } from './add-on-facts.js';
import { type Append, continues, type FactEvent } from './append.js';
import type { FactCheck, FactStates, ReportFact } from './fact-check.js';
import { FoldedStreams } from './folded-streams.js';
import { UnknownFacts, type UnknownOfReason } from './unknown-facts.js';
import { callbackFacts, callbacks, chatFacts, chats } from './live-facts.js';
import { RecordedPolicies } from './recorded-policies.js';
import { teams, TeamFacts } from './team-facts.js';
import { addOns, members, TicketFacts } from './ticket-facts.js';

const PAGE = { limit: 1_000, maxBytes: 1_048_576 };

interface DerivedFactsOptions {
  readonly log: Pick<ReadableLog, 'readStream'>;
  /** Has the time-zone data. Nothing follows from its files. */
  readonly policies: Policies;
  /** What an earlier run has counted that did not come to its end. */
  readonly unknownFacts?: readonly UnknownOfReason[] | undefined;
}

/** One category of streams, with what is recomputed of it. */
interface CategoryFacts {
  readonly streams: { has(stream: string): boolean };
  check(append: Append, report: ReportFact): Promise<void>;
  apply(event: RecordedEvent): void;
}

const categoryOf = <State>(streams: FoldedStreams<State>, facts?: FactCheck<State>): CategoryFacts => ({
  streams,
  check: async (append, report) => {
    const revision = append.events[0]?.stored.revision ?? 0;
    await facts?.check(append, await streams.at(append.stream, revision - 1), report);
  },
  apply: (event) => streams.apply(event),
});

const lastOf = async (
  log: Pick<ReadableLog, 'readStream'>,
  stream: string,
  type: string,
): Promise<RecordedEvent | undefined> => {
  let last: RecordedEvent | undefined;
  for await (const page of streamPagesOf(log, stream, PAGE))
    for (const stored of page) if (stored.type === type) last = decodeClear(stored);
  return last;
};

/**
 * Recomputes what events state that follows from earlier ones, with the policies, calendars and prices that were
 * recorded: append by append, from the states that their decisions read. What needs a text that is not recorded, a file
 * of which the decision recorded no version, or other time-zone data than is at hand, cannot be known; nor can what
 * events of earlier forms state, which followed other rules. Those are counted, and reported at the end.
 */
export class DerivedFacts implements LogCheck {
  private readonly categories: readonly CategoryFacts[];
  private readonly unknown: UnknownFacts;
  private append: { readonly stream: string; readonly events: FactEvent[] } | undefined;

  constructor({ log, policies, unknownFacts }: DerivedFactsOptions) {
    this.unknown = new UnknownFacts(unknownFacts);
    const states: FactStates = {
      policies: new RecordedPolicies(log, policies),
      teams: new FoldedStreams(log, 'team', teams),
      members: new FoldedStreams(log, 'member', members),
      addOns: new FoldedStreams(log, 'addOn', addOns),
      lastOf: (stream, type) => lastOf(log, stream, type),
    };
    const tickets: Evolver<Ticket | undefined> = ticketDecider;
    this.categories = [
      categoryOf(new FoldedStreams(log, 'ticket', tickets), new TicketFacts(states)),
      categoryOf(new FoldedStreams(log, 'chat', chats), chatFacts(states)),
      categoryOf(new FoldedStreams(log, 'callback', callbacks), callbackFacts(states)),
      categoryOf(states.addOns, new AddOnFacts(states)),
      categoryOf(states.teams, new TeamFacts(states)),
      categoryOf(states.members),
    ];
  }

  /** What cannot be known, and was not reported yet: a run that stops before its end hands it on to the next one. */
  get unknownFacts(): readonly UnknownOfReason[] {
    return this.unknown.counted;
  }

  check({ stored, event }: CheckedEvent, report: Report): void | Promise<void> {
    const fact = event && { stored, event };
    if (fact && this.append && continues(this.append, fact)) {
      this.append.events.push(fact);
      return;
    }
    const done = this.append;
    this.append = fact && { stream: stored.stream, events: [fact] };
    return done && this.close(done, report);
  }

  async end(report: Report): Promise<void> {
    const done = this.append;
    this.append = undefined;
    if (done) await this.close(done, report);
    this.unknown.report(report);
  }

  private async close(append: Append, report: Report): Promise<void> {
    const category = this.categories.find(({ streams }) => streams.has(append.stream));
    if (!category) return;
    await this.attempt(append, category, report);
    for (const { event } of append.events) category.apply(event);
  }

  /** Events that are damaged may leave nothing to compute from. Throws what the store throws. */
  private async attempt(append: Append, category: CategoryFacts, report: Report): Promise<void> {
    try {
      await category.check(append, ({ stored }, { found, lacks }) => {
        if (lacks !== undefined) this.unknown.add(stored, lacks);
        if (found.length > 0) report(damage('derived-fact', placeOf(stored), `${stored.type}: ${found.join('; ')}`));
      });
    } catch (error) {
      if (errorCodeOf(error) !== undefined && !(error instanceof SealBroken)) throw error;
      const [first] = append.events;
      const place = first ? placeOf(first.stored) : append.stream;
      report(damage('derived-fact', place, `what follows from it cannot be computed: ${messageOf(error)}`));
    }
  }
}
