import type { SubjectRef } from '@ledgerdesk/events';
import { messageOf, type Timers } from '@ledgerdesk/kernel';
import type { Kysely } from 'kysely';
import { Subject } from 'rxjs';
import { subjectIn } from './key-rows.js';
import type { KeyTables } from './key-tables.js';

/** How often erasures of other threads and engines are looked for. */
const POLL_MS = 1_000;
/** How long keys in memory are used after the database has last said who is erased. */
const TRUST_MS = 2_000;
/** How long they are kept in memory, without being used, until it says so again. */
const KEPT_MS = 60_000;

/** Number of the last erasure in a store; 0 if it has none. */
export const lastErasureIn = async (db: Kysely<KeyTables>): Promise<number> => {
  const { last } = await db
    .selectFrom('subject_key')
    .select(({ fn }) => fn.max('erasure').as('last'))
    .executeTakeFirstOrThrow();
  return Number(last ?? 0);
};

/** What a watch needs. */
interface ErasureWatchOptions {
  readonly db: Kysely<KeyTables>;
  readonly timers: Timers;
  /** Number of the last erasure before anything was kept in memory. */
  readonly lastErasure: number;
  /** When that was read, by the timers. */
  readonly confirmedAt: number;
  /** Drops the key of an erased subject, `keyId` if it had one, from memory. */
  readonly drop: (subject: SubjectRef, keyId: string | null) => void;
  /** Drops all keys from memory. Returns false if there were none. */
  readonly dropAll: () => boolean;
}

/**
 * Follows the erasures of all engines in a database. Keys in memory may be used as long as it has said within
 * `TRUST_MS` who is erased. Those of people who are not erased are used again once the database answers; if it does not
 * for `KEPT_MS`, all are dropped.
 */
export class ErasureWatch {
  readonly #erasures = new Subject<SubjectRef>();
  readonly erasures = this.#erasures.asObservable();
  readonly #lapses = new Subject<void>();
  readonly lapses = this.#lapses.asObservable();
  #cancelPoll: () => void = () => undefined;
  #cancelLapse: () => void = () => undefined;
  #polling: Promise<void> | undefined;
  #isClosed = false;
  #lastErasure: number;
  #confirmedAt: number;

  constructor(private readonly options: ErasureWatchOptions) {
    this.#lastErasure = options.lastErasure;
    this.#confirmedAt = options.confirmedAt;
    this.#confirm(options.confirmedAt);
    this.#schedulePoll();
  }

  /** Number of the last erasure whose key is no longer in memory. */
  get lastErasure(): number {
    return this.#lastErasure;
  }

  /** Returns true if keys in memory may be used: the database has said within `TRUST_MS` who is erased. */
  isCurrent(): boolean {
    const silence = this.options.timers.elapsed() - this.#confirmedAt;
    if (silence > KEPT_MS) this.#lapse();
    return silence <= TRUST_MS;
  }

  /** Drops the keys of subjects that were erased since the last poll. */
  poll(): Promise<void> {
    const polling = (this.#polling ?? Promise.resolve()).catch(() => undefined).then(() => this.#dropErased());
    this.#polling = polling;
    return polling;
  }

  /** Resolves after the poll that is running. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelPoll();
    this.#cancelLapse();
    await this.#polling?.catch(() => undefined);
    this.#erasures.complete();
    this.#lapses.complete();
  }

  #schedulePoll(): void {
    if (this.#isClosed) return;
    this.#cancelPoll = this.options.timers.after(POLL_MS, () => {
      this.poll()
        // The database cannot be reached: the keys in memory are not used meanwhile.
        .catch((error: unknown) => messageOf(error))
        .finally(() => this.#schedulePoll());
    });
  }

  async #dropErased(): Promise<void> {
    if (this.#isClosed) return;
    const { db, timers, drop } = this.options;
    const asked = timers.elapsed();
    const rows = await db
      .selectFrom('subject_key')
      .select(['key_id', 'kind', 'subject_id', 'erasure', 'was_made'])
      .where('erasure', '>', this.#lastErasure)
      .orderBy('erasure')
      .execute();
    for (const row of rows) {
      this.#lastErasure = row.erasure ?? this.#lastErasure;
      const subject = subjectIn(row);
      if (!subject) continue;
      drop(subject, row.was_made === 1 ? row.key_id : null);
      this.#erasures.next(subject);
    }
    this.#confirm(asked);
  }

  /** Nobody else was erased up to `asked`. */
  #confirm(asked: number): void {
    if (this.#isClosed) return;
    const { timers } = this.options;
    this.#confirmedAt = asked;
    this.#cancelLapse();
    this.#cancelLapse = timers.after(asked + KEPT_MS + 1 - timers.elapsed(), () => void this.isCurrent());
  }

  #lapse(): void {
    if (this.options.dropAll()) this.#lapses.next();
  }
}
