import type { AddOn, Member, Team } from '@ledgerdesk/domain';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import type { Append, FactEvent } from './append.js';
import type { FoldedStreams } from './folded-streams.js';
import type { RecordedPolicies } from './recorded-policies.js';

/** Receives what contradicts an event, as parts of a sentence. An empty list: nothing. */
export type ReportFact = (fact: FactEvent, found: readonly string[]) => void;

/** Recomputes what the events of one append state, from the state of their stream before. */
export interface FactCheck<State> {
  check(append: Append, before: State, report: ReportFact): Promise<void>;
}

/** What facts follow from: other streams as decisions read them, and the policies of decisions. */
export interface FactStates {
  readonly policies: RecordedPolicies;
  readonly teams: FoldedStreams<Team | undefined>;
  readonly members: FoldedStreams<Member | undefined>;
  readonly addOns: FoldedStreams<AddOn | undefined>;
  /** The last event of a type in a stream; undefined if there is none. */
  readonly lastOf: (stream: string, type: string) => Promise<RecordedEvent | undefined>;
}
