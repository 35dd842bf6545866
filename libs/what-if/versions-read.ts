import { type PolicySource, policyVersion, TrackedPolicies } from '@ledgerdesk/application';
import type { Policies } from '@ledgerdesk/domain';

/** Policies that note which of their files a decision reads, and the versions of these. */
interface VersionsRead {
  readonly policies: Policies;
  /** Versions by name, as in the metadata of events. */
  readonly versions: () => Readonly<Record<string, string>>;
}

/** Files of which a question may name others, and the data that computes with them. */
const DERIVED: readonly string[] = ['policy', 'calendars', 'tzdb'] satisfies PolicySource[];

/**
 * Notes which versions a decision reads. Files that do not decide clocks, such as the taxonomy of the product, are
 * those that `recorded` names.
 */
export const versionsRead = (policies: Policies, recorded: Readonly<Record<string, string>>): VersionsRead => {
  const read = new Set<PolicySource>();
  const others = Object.entries(recorded).filter(([name]) => !DERIVED.includes(name));
  return {
    policies: new TrackedPolicies(policies, (source) => read.add(source)),
    versions: () => {
      const own = [...read].map((source): [string, string] => [source, policyVersion(policies, source)]);
      return Object.fromEntries([...others, ...own]);
    },
  };
};
