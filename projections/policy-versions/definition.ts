import type { LoggedEvent, RecordedPolicyName } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';

/** A version of a policy file, as it was recorded when a decision first used it. */
export type PolicyVersionRow = {
  readonly name: RecordedPolicyName;
  readonly policyVersion: string;
  /** SHA-256 of the contents as canonical JSON (RFC 8785), in lower-case hex. */
  readonly sha256: string;
  /** The contents as canonical JSON; null if they exceed what is recorded. */
  readonly text: string | null;
  readonly usedAt: Instant;
};

/** Engines with the same files may both record the first use: the first record counts. */
const used = (
  row: PolicyVersionRow | undefined,
  { data: { name, policyVersion, sha256, text }, occurredAt }: LoggedEvent<'PolicyVersionUsed'>,
): PolicyVersionRow => row ?? { name, policyVersion, sha256, text, usedAt: occurredAt };

/** The versions of the policy files that decisions have used, with their contents. */
export const policyVersions = defineProjection({
  name: 'policy-versions',
  version: 1,
  table: { columns: { name: 'text' }, indexes: [] },
  keysOf: ({ data: { name, policyVersion } }) => [`${name}.${policyVersion}`],
  on: { PolicyVersionUsed: used },
});
