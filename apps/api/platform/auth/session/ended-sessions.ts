import { MINUTE, type Timers } from '@ledgerdesk/kernel';
import { endedCallerId, type EndedCredential, type EndedCredentials, type EndedCursor } from '@ledgerdesk/outbox';
import { type Observable, Subject } from 'rxjs';
import { type EndedBecause, endedSessionOf, type HubSession, personOf, SESSION_MS } from './hub-session.js';

const POLL_MS = 500;
/** Entries are read again for this long: they become visible later than they are dated, by clocks that differ. */
const OVERLAP_MS = 2 * MINUTE;
/** All entries are read again after this time, whatever their dates. */
const RELOAD_MS = MINUTE;
/** After this time without an answer of the store, it is not known who has signed out elsewhere. */
const STALE_MS = MINUTE;
const PAGE = 1_000;
/** Pages of expired entries that are forgotten at a time. */
const MAX_FORGOTTEN_PAGES = 50;
/** Sessions of one person that are listed one by one. Beyond, all that the person has had end together. */
const LISTED_PER_PERSON = 100;

/** The store of ended sessions has not answered for a minute. */
class EndedSessionsUnknown extends Error {
  readonly code = 'sessions-unknown';
}

interface EndedSessionsOptions {
  readonly store: EndedCredentials;
  readonly timers: Timers;
  /** Wall time, in ms since the epoch. */
  readonly now: () => number;
  /** Monotonic time, in ms: the wall clock may be set. */
  readonly elapsed: () => number;
  readonly onTrouble: (error: unknown) => void;
}

/**
 * The sessions that ended before they expired, in memory: read from the store that all engines share, twice a second.
 * What this engine ends is in effect at once.
 */
export class EndedSessions {
  private readonly entries = new Map<string, EndedCredential>();
  /** Entries that the store has not taken yet: other engines do not know of them. */
  private readonly unstored = new Map<string, EndedCredential>();
  private readonly changed = new Subject<void>();
  private readonly lost = new Subject<void>();
  private cancel = (): void => undefined;
  private closed = false;
  private readAt = -Infinity;
  private reloadedAt = -Infinity;
  private isTroubled = false;

  constructor(private readonly options: EndedSessionsOptions) {}

  /** Emits when sessions have ended, here or on another engine. */
  get changes(): Observable<void> {
    return this.changed.asObservable();
  }

  /** Emits, again and again, while it is not known who has signed out elsewhere. */
  get unknown(): Observable<void> {
    return this.lost.asObservable();
  }

  /** Reads the list, and follows it until `close`. Rejects if the store cannot be read. */
  async start(): Promise<void> {
    await this.read();
    this.pollLater();
  }

  close(): void {
    this.closed = true;
    this.cancel();
  }

  /**
   * Resolves if the list is not older than a minute, or can be read now.
   * @throws EndedSessionsUnknown
   */
  async assertKnown(): Promise<void> {
    if (this.isKnown) return;
    await this.poll();
    if (!this.isKnown) throw new EndedSessionsUnknown('The list of ended sessions could not be read for a minute.');
  }

  private get isKnown(): boolean {
    return this.options.elapsed() - this.readAt <= STALE_MS;
  }

  /** Why the session has ended, as far as is known; undefined if it has not. */
  endOf(session: HubSession): EndedBecause | undefined {
    const own = this.entries.get(endedSessionOf(session, 'signed-out', 0).id);
    const all = this.entries.get(endedCallerId(personOf(session)));
    const issuedAt = session.expiresAt - SESSION_MS;
    const ended = own ?? (all && issuedAt <= Date.parse(all.endedAt) ? all : undefined);
    return ended && (ended.reason as EndedBecause);
  }

  /**
   * Ends a session on all engines: on this one at once, even if that cannot be stored. Rejects until it is stored, and
   * changes nothing once it is. What the store has not taken is stored when it answers again.
   */
  async end(session: HubSession, reason: EndedBecause): Promise<void> {
    const entry = endedSessionOf(session, reason, this.options.now());
    if (this.endOf(session) === undefined) {
      this.unstored.set(entry.id, entry);
      this.add([entry]);
    }
    const unstored = this.unstored.get(entry.id);
    if (!unstored) return;
    await this.store(unstored);
    await this.limitListed(entry);
  }

  /** Uses something that works once. Resolves to false if it was used before, on any engine. */
  useOnce(id: string, expiresAt: number): Promise<boolean> {
    const endedAt = new Date(this.options.now()).toISOString();
    const once = { id, caller: '', reason: 'used', endedAt, expiresAt: new Date(expiresAt).toISOString() };
    return this.options.store.end(once);
  }

  /** Stores an entry. It is dated now: other engines read again only what is dated lately. */
  private async store(unstored: EndedCredential): Promise<void> {
    const entry = { ...unstored, endedAt: new Date(this.options.now()).toISOString() };
    await this.options.store.end(entry);
    this.unstored.delete(entry.id);
    if (this.entries.has(entry.id)) this.entries.set(entry.id, entry);
  }

  /** Lists a person with many entries as a whole. */
  private async limitListed({ caller, endedAt }: EndedCredential): Promise<void> {
    const listed = [...this.entries.values()].filter((one) => one.caller === caller).length;
    if (listed <= LISTED_PER_PERSON) return;
    const expiresAt = new Date(Date.parse(endedAt) + SESSION_MS).toISOString();
    const all = { caller, reason: 'signed-out', endedAt, expiresAt };
    await this.options.store.endAll(all);
    for (const one of this.entries.values()) if (one.caller === caller) this.entries.delete(one.id);
    this.add([{ ...all, id: endedCallerId(caller) }]);
  }

  private add(entries: readonly EndedCredential[]): void {
    const before = this.entries.size;
    for (const entry of entries) if (entry.caller !== '') this.entries.set(entry.id, entry);
    if (entries.length > 0 || this.entries.size !== before) this.changed.next();
  }

  private pollLater(): void {
    if (this.closed) return;
    this.cancel = this.options.timers.after(POLL_MS, () => {
      void this.poll().finally(() => this.pollLater());
    });
  }

  private async poll(): Promise<void> {
    try {
      await this.read();
      this.isTroubled = false;
    } catch (error) {
      if (!this.isTroubled) this.options.onTrouble(error);
      this.isTroubled = true;
      if (!this.isKnown) this.lost.next();
    }
  }

  /** Rejects also if entries could be read, but what ended here could not be stored. */
  private async read(): Promise<void> {
    const unstored = await this.storeUnstored().catch((error: unknown) => ({ error }));
    await this.readStored();
    if (unstored) throw unstored.error;
  }

  private async storeUnstored(): Promise<void> {
    const now = new Date(this.options.now()).toISOString();
    for (const entry of this.unstored.values())
      if (entry.expiresAt < now) this.unstored.delete(entry.id);
      else await this.store(entry);
  }

  private async readStored(): Promise<void> {
    const { store, now, elapsed } = this.options;
    const [at, startedAt] = [now(), elapsed()];
    const isWhole = startedAt - this.reloadedAt >= RELOAD_MS;
    const since = new Date(isWhole ? 0 : at - OVERLAP_MS).toISOString();
    let after: EndedCursor | undefined;
    do {
      const page = await store.endedSince(since, PAGE, after);
      this.addUnknown(page);
      after = page.length < PAGE ? undefined : page.at(-1);
    } while (after !== undefined);
    if (isWhole) await this.forget(new Date(at).toISOString());
    this.readAt = startedAt;
    if (isWhole) this.reloadedAt = startedAt;
  }

  private addUnknown(page: readonly EndedCredential[]): void {
    const unknown = page.filter((entry) => this.entries.get(entry.id)?.endedAt !== entry.endedAt);
    const added = unknown.filter(({ caller }) => caller !== '');
    if (added.length > 0) this.add(added);
  }

  private async forget(before: string): Promise<void> {
    for (const { id, expiresAt } of this.entries.values()) if (expiresAt < before) this.entries.delete(id);
    for (let page = 0; page < MAX_FORGOTTEN_PAGES; page += 1)
      if ((await this.options.store.forget(before, PAGE)) < PAGE) break;
  }
}
