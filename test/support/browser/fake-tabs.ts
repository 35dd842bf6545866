/** A channel between tabs of one process. A frozen tab hears nothing, but what it has sent arrives. */
export class FakeChannel {
  static readonly all: FakeChannel[] = [];
  isFrozen = false;
  onmessage: ((message: { readonly data: unknown }) => void) | undefined;

  constructor() {
    FakeChannel.all.push(this);
  }

  postMessage(data: unknown): void {
    for (const one of FakeChannel.all.filter((other) => other !== this))
      queueMicrotask(() => !one.isFrozen && one.onmessage?.({ data }));
  }

  close(): void {
    FakeChannel.all.splice(FakeChannel.all.indexOf(this), 1);
  }
}

interface LockRequest {
  readonly steal?: boolean;
  readonly signal?: AbortSignal;
}

/** The lock of a name, as browsers grant it. */
export class FakeLocks {
  private readonly waiting: (() => void)[] = [];
  private stealFrom: (() => void) | undefined;

  async request(_name: string, { steal = false, signal }: LockRequest, run: () => Promise<void>): Promise<void> {
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
