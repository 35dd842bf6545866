import { type PolicySource, TrackedPolicies } from '@ledgerdesk/application';
import type { Policies } from '@ledgerdesk/domain';

/** A fact follows from a source that is not known. */
class SourceUnknown extends Error {}

/** Policies of which some sources are known. Whatever reads another one cannot be computed: see `firstKnown`. */
export const knownPolicies = (policies: Policies, known: ReadonlySet<PolicySource>): Policies =>
  new TrackedPolicies(policies, (source) => {
    if (!known.has(source)) throw new SourceUnknown(`The ${source} of the decision is not known.`);
  });

/**
 * Returns the result of the first computation whose sources are all known; empty if there is none.
 *
 * @example
 * firstKnown(() => contradictions(event, policies), () => contradictions(event, undefined));
 */
export const firstKnown = <T>(...computations: readonly (() => readonly T[])[]): readonly T[] => {
  for (const compute of computations) {
    try {
      return compute();
    } catch (error) {
      if (!(error instanceof SourceUnknown)) throw error;
    }
  }
  return [];
};
