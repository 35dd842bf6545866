import type { Instant } from '@ledgerdesk/kernel';
import {
  type EndedCaller,
  endedCallerId,
  type EndedCredential,
  type EndedCredentials,
  type EndedCursor,
} from '../../libs/outbox/ended-credentials.js';

const placeOf = ({ endedAt, id }: EndedCursor): string => `${endedAt} ${id}`;

/** Ended credentials in memory, for tests. */
export class InMemoryEndedCredentials implements EndedCredentials {
  readonly #ended = new Map<string, EndedCredential>();

  async end(credential: EndedCredential): Promise<boolean> {
    if (this.#ended.has(credential.id)) return false;
    this.#ended.set(credential.id, credential);
    return true;
  }

  async endAll(ended: EndedCaller): Promise<void> {
    const id = endedCallerId(ended.caller);
    if ((this.#ended.get(id)?.endedAt ?? '') < ended.endedAt) this.#ended.set(id, { ...ended, id });
    for (const one of this.#ended.values())
      if (one.caller === ended.caller && one.endedAt <= ended.endedAt && one.id !== id) this.#ended.delete(one.id);
  }

  async endedSince(since: Instant, limit: number, after?: EndedCursor): Promise<readonly EndedCredential[]> {
    return [...this.#ended.values()]
      .filter((one) => one.endedAt >= since && (after === undefined || placeOf(one) > placeOf(after)))
      .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
      .slice(0, limit);
  }

  async forget(before: Instant, limit: number): Promise<number> {
    const expired = [...this.#ended.values()].filter(({ expiresAt }) => expiresAt < before).slice(0, limit);
    for (const { id } of expired) this.#ended.delete(id);
    return expired.length;
  }
}
