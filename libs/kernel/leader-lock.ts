/** A lock that elects one process among those that share a database. */
export interface LeaderLock {
  /** True while this process holds the lock. Calls `next` with the current value, then with each change. */
  readonly held: { subscribe(next: (held: boolean) => void): { unsubscribe(): void } };
  /** Resolves when another process can take the lock. */
  release(): Promise<void>;
}
