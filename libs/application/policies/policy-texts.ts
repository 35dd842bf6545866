import { createHash } from 'node:crypto';
import { canonicalJson } from '@ledgerdesk/event-store';
import { RECORDED_POLICIES, type RecordedPolicyName } from '@ledgerdesk/events';
import { isRecord } from '@ledgerdesk/kernel';
import type { PolicyFiles } from './compose-policies.js';
import { datedVersions } from './dated-file.js';

/** The contents of one version of a policy file. */
export interface PolicyText {
  readonly name: RecordedPolicyName;
  readonly version: string;
  /** Canonical JSON (RFC 8785), without `validFrom`. */
  readonly text: string;
  /** SHA-256 of `text`, in lower-case hex. Layout and the order of properties do not count. */
  readonly sha256: string;
}

const textOf = (name: RecordedPolicyName, file: unknown): readonly PolicyText[] => {
  if (!isRecord(file)) return [];
  const text = canonicalJson(file);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return [{ name, version: String(file['version']), text, sha256 }];
};

/** The contents of every version of a file. Throws PolicyFileError. */
export const textsOf = (name: RecordedPolicyName, file: unknown): readonly PolicyText[] =>
  datedVersions(name, file).flatMap((dated) => textOf(name, dated.file));

/** The contents of every version of the files whose versions are recorded. Throws PolicyFileError. */
export const policyTexts = (files: PolicyFiles): readonly PolicyText[] =>
  RECORDED_POLICIES.flatMap((name) => textsOf(name, files[name]));
