/** A channel between tabs of one process. A frozen tab hears nothing, but what it has sent arrives. */
export class FakeChannel {
  static readonly all: FakeChannel[] = [];
  isFrozen = false;
  onmessage: ((message: { readonly data: unknown }) => void) | undefined;

  constructor(readonly name: string) {
    FakeChannel.all.push(this);
  }

  postMessage(data: unknown): void {
    for (const one of FakeChannel.all.filter((other) => other !== this && other.name === this.name))
      queueMicrotask(() => !one.isFrozen && one.onmessage?.({ data }));
  }

  close(): void {
    const at = FakeChannel.all.indexOf(this);
    if (at >= 0) FakeChannel.all.splice(at, 1);
  }
}

interface LockRequest {
  readonly steal?: boolean;
  readonly signal?: AbortSignal;
}

/** A lock, as browsers grant it. */
class FakeLock {
  private readonly waiting: (() => void)[] = [];
  private stealFrom: (() => void) | undefined;

  async request({ steal = false, signal }: LockRequest, run: () => Promise<void>): Promise<void> {
    if (steal) this.stealFrom?.();
    else if (this.stealFrom) await this.turn(signal);
    const stolen = new Promise<never>((_resolve, reject) => {
      this.stealFrom = () => reject(new DOMException('Stolen', 'AbortError'));
    });
    const { stealFrom } = this;
    await Promise.race([run(), stolen]).finally(() => {
      if (this.stealFrom !== stealFrom) return;
      this.stealFrom = undefined;
      this.waiting.shift()?.();
    });
  }

  private turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push(resolve);
      signal?.addEventListener('abort', () => {
        const at = this.waiting.indexOf(resolve);
        if (at >= 0) this.waiting.splice(at, 1);
        reject(new DOMException('Aborted', 'AbortError'));
      });
    });
  }
}

/** Fake of the Web Locks API: a lock for each name. */
export class FakeLocks {
  private readonly locks = new Map<string, FakeLock>();

  request(name: string, options: LockRequest, run: () => Promise<void>): Promise<void> {
    const lock = this.locks.get(name) ?? new FakeLock();
    this.locks.set(name, lock);
    return lock.request(options, run);
  }
}
