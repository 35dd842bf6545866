import { type Refusal, refuse } from '@ledgerdesk/kernel';

/** Conditions of a request on the revision that its command finds (RFC 9110, section 13). */
export interface Precondition {
  /** `If-Match`: the revision must be one of these. `*`: any. */
  readonly ifMatch?: '*' | readonly number[] | undefined;
  /** `If-None-Match`: the revision must be none of these. `*`: the stream must be empty. */
  readonly ifNoneMatch?: '*' | readonly number[] | undefined;
}

/** Refuses a command whose resource is not in the state that the caller requires. */
const preconditionFailed = refuse(
  'stale',
  'revision-mismatch',
  'The resource is not in the state that If-Match or If-None-Match requires. Fetch it again and retry.',
);

/** Checks a precondition against a stream's revision; -1 if the stream is empty. */
export const checkPrecondition = (
  { ifMatch = '*', ifNoneMatch = [] }: Precondition,
  revision: number,
): Refusal | undefined => {
  const matches = ifMatch === '*' || ifMatch.includes(revision);
  const exists = ifNoneMatch === '*' ? revision >= 0 : ifNoneMatch.includes(revision);
  return matches && !exists ? undefined : preconditionFailed;
};
