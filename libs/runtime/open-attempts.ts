import { type Clock, type Instant } from '@ledgerdesk/kernel';
import type { AttemptResult, Claim, FailedAttempt, WaitingMessage } from '@ledgerdesk/outbox';

/** What became of a message that was handed to its channel. */
export type Outcome =
  | { readonly kind: 'sent'; readonly result: Extract<AttemptResult, { readonly sentAt: Instant }> }
  | { readonly kind: 'failed'; readonly result: FailedAttempt; readonly error: unknown }
  | { readonly kind: 'gone' };

/** An attempt to send a message. It stays open until the outbox has confirmed its outcome. */
export interface OpenAttempt {
  readonly message: WaitingMessage;
  readonly claim: Claim;
  /** Undefined while the claim is not confirmed, or the message is being sent. */
  readonly outcome?: Outcome;
}

/** Attempts that may be open at the same time. More are open only if nothing can be recorded. */
export const MAX_OPEN_ATTEMPTS = 1_000;

const byDueTime = (a: WaitingMessage, b: WaitingMessage): number => {
  if (a.dueAt !== b.dueAt) return a.dueAt < b.dueAt ? -1 : 1;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
};

/**
 * The open attempts of a sender, in memory. A claim or an outcome whose confirmation was lost, e.g. with the connection
 * to the database, moves its message to the end of the claim, as if someone else were sending it. Here it is still
 * listed under its earlier time, so that the sender soon repeats what was not confirmed.
 */
export class OpenAttempts {
  private readonly attempts = new Map<string, OpenAttempt>();

  constructor(private readonly clock: Clock) {}

  /** Undefined also if the claim has ended without an outcome: the message is free for any sender. */
  find(id: string): OpenAttempt | undefined {
    const attempt = this.attempts.get(id);
    if (!attempt || attempt.outcome || attempt.claim.until > this.clock.now()) return attempt;
    this.attempts.delete(id);
    return undefined;
  }

  /** Call before the message is claimed. Throws for another message while too many are open. */
  begin(message: WaitingMessage, claim: Claim): void {
    if (!this.attempts.has(message.id) && this.attempts.size >= MAX_OPEN_ATTEMPTS)
      throw new Error(`Not attempted: the outcomes of ${MAX_OPEN_ATTEMPTS} attempts could not be recorded yet.`);
    this.attempts.set(message.id, { message, claim });
  }

  /** Keeps the outcome of an attempt. */
  keep(attempt: Required<OpenAttempt>): void {
    this.attempts.set(attempt.message.id, attempt);
  }

  /** The open attempts, without those whose claim has ended before there was an outcome. */
  list(): readonly OpenAttempt[] {
    return [...this.attempts.keys()].flatMap((id) => this.find(id) ?? []);
  }

  end(id: string): void {
    this.attempts.delete(id);
  }

  /** Adds the messages of open attempts to a page of the outbox: the first `limit` messages after `after`. */
  addTo(page: readonly WaitingMessage[], limit: number, after: WaitingMessage | undefined): readonly WaitingMessage[] {
    const listed = new Map(page.map(({ id, dueAt }) => [id, dueAt]));
    const open = [...this.attempts.keys()]
      .flatMap((id) => this.find(id)?.message ?? [])
      .filter(({ id, dueAt }) => listed.get(id) !== dueAt)
      .filter((message) => after === undefined || byDueTime(message, after) > 0);
    return open.length === 0 ? page : [...page, ...open].sort(byDueTime).slice(0, limit);
  }
}
