import type { Instant } from '@ledgerdesk/kernel';

/** A session or a sign-in link that may not be used any more, although it has not expired. */
export interface EndedCredential {
  /** Id of the session or link; no two of them are the same. */
  readonly id: string;
  /** The caller that it was issued to. */
  readonly caller: string;
  /** Why it ended: a stable code. */
  readonly reason: string;
  readonly endedAt: Instant;
  /** The credential would have expired at this instant: until then it is listed. */
  readonly expiresAt: Instant;
}

/** All credentials of a caller that were issued up to `endedAt`, in place of a list of them. */
export type EndedCaller = Omit<EndedCredential, 'id'>;

/** A place in the list. */
export type EndedCursor = Pick<EndedCredential, 'endedAt' | 'id'>;

/**
 * Credentials that ended before they expired, shared by all processes of an engine. Durable. Credentials that live on
 * are not stored anywhere.
 */
export interface EndedCredentials {
  /**
   * Ends a credential. Resolves to false if it had ended before: of all who use a link that works once, one gets true.
   */
  end(credential: EndedCredential): Promise<boolean>;
  /**
   * Ends all credentials of a caller that were issued up to an instant. They are one entry from then on, whose `id` is
   * that of `endedCallerId`, and which moves to the latest such instant.
   */
  endAll(caller: EndedCaller): Promise<void>;
  /** Entries that ended at or after an instant, by `endedAt`, then `id`, after the given one. */
  endedSince(since: Instant, limit: number, after?: EndedCursor): Promise<readonly EndedCredential[]>;
  /** Forgets up to `limit` entries that expired before an instant. Returns their number. */
  forget(before: Instant, limit: number): Promise<number>;
}

/** Id of the entry that stands for all credentials of a caller. */
export const endedCallerId = (caller: string): string => `caller:${caller}`;
