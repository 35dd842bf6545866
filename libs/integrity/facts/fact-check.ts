import type { AddOn, Member, Team } from '@ledgerdesk/domain';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import type { Append, FactEvent } from './append.js';
import type { FoldedStreams } from './folded-streams.js';
import type { Computed } from './known-policies.js';
import type { RecordedPolicies } from './recorded-policies.js';

/** Receives what contradicts an event, as parts of a sentence, and what could not be computed. */
export type ReportFact = (fact: FactEvent, computed: Computed<string>) => void;

/** Events in a form of an earlier version followed other rules. */
export const EARLIER_FORM: Computed<string> = { found: [], lacks: 'the rules of the version that recorded them' };

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
