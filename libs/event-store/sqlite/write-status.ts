import { BehaviorSubject, type Observable } from 'rxjs';
import type { StoreStatus } from '../port.js';

/** Tracks whether commits succeed. `failed` is final. */
export class WriteStatus {
  readonly #status = new BehaviorSubject<StoreStatus>({ state: 'writable' });

  /** Emits the status, then each change. */
  get changes(): Observable<StoreStatus> {
    return this.#status.asObservable();
  }

  get current(): StoreStatus {
    return this.#status.value;
  }

  /** A commit has succeeded. */
  succeeded(): void {
    if (this.current.state === 'refusing') this.#status.next({ state: 'writable' });
  }

  /** A commit has failed, and a later one may succeed. */
  refused(message: string): void {
    if (this.current.state !== 'failed') this.#status.next({ state: 'refusing', message });
  }

  /** No later commit can succeed. */
  failed(message: string): void {
    if (this.current.state !== 'failed') this.#status.next({ state: 'failed', message });
  }

  /** Completes `changes`. */
  close(): void {
    this.#status.complete();
  }
}
