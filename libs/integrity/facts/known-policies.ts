import { type PolicySource, TrackedPolicies } from '@ledgerdesk/application';
import type { Policies } from '@ledgerdesk/domain';

/** A fact follows from a source that is not known. */
class SourceUnknown extends Error {
  constructor(readonly source: PolicySource) {
    super(`The ${source} of the decision is not known.`);
  }
}

/** What a computation found, and what was missing for a complete one. */
export interface Computed<T> {
  readonly found: readonly T[];
  /** What is not known, as a part of a sentence. Undefined: everything was computed. */
  readonly lacks?: string | undefined;
}

/** The time-zone data is that of the engine; all else is recorded. */
const lackOf = (source: PolicySource): string =>
  source === 'tzdb' ? 'the time-zone data of the decision' : `the text of ${source} that the decision used`;

/** Policies of which some sources are known. Whatever reads another one cannot be computed: see `firstKnown`. */
export const knownPolicies = (policies: Policies, known: ReadonlySet<PolicySource>): Policies =>
  new TrackedPolicies(policies, (source) => {
    if (!known.has(source)) throw new SourceUnknown(source);
  });

/**
 * Returns the result of the first computation whose sources are all known; empty if there is none. The computations
 * are listed from the most complete one on.
 *
 * @example
 * firstKnown(() => contradictions(event, policies), () => contradictions(event, undefined));
 */
export const firstKnown = <T>(...computations: readonly (() => readonly T[])[]): Computed<T> => {
  let lacks: string | undefined;
  for (const compute of computations) {
    try {
      return { found: compute(), lacks };
    } catch (error) {
      if (!(error instanceof SourceUnknown)) throw error;
      lacks ??= lackOf(error.source);
    }
  }
  return { found: [], lacks };
};
