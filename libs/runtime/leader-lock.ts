import type { Observable } from 'rxjs';

/** A lock that elects one process among those that share a database. */
export interface LeaderLock {
  /** True while this process holds the lock. Emits the current value, then changes; completes on release. */
  readonly held: Observable<boolean>;
  /** Resolves when another process can take the lock. */
  release(): Promise<void>;
}
