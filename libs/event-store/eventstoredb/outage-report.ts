/** What a call is for. `probe`: it finds out whether the log can be written. */
export type Purpose = 'read' | 'append' | 'probe';

/** An outage that is over sooner is not reported, such as one attempt that failed. In ms. */
const REPORTED_AFTER_MS = 1_000;
/** How long a purpose counts as failing after its last failure, in ms: longer than any retries. */
const FORGOTTEN_AFTER_MS = 60_000;

interface Outage {
  readonly since: number;
  /** When a call last failed, by its purpose. */
  readonly failing: Map<Purpose | 'connect', number>;
  failures: number;
  isReported: boolean;
}

/**
 * Reports an outage of the server in two messages, however many calls it fails: when it lasts, and when it is over. It
 * is over when calls of each purpose that failed have succeeded again: appends may fail for long while reads succeed.
 */
export class OutageReport {
  #outage: Outage | undefined;

  /** `now`: a monotonic clock, in ms. */
  constructor(
    private readonly report: (message: string) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** `connect`: no node could be used. */
  failed(reason: string, purpose: Purpose | 'connect'): void {
    this.#outage ??= { since: this.now(), failing: new Map(), failures: 0, isReported: false };
    const { failing, since, isReported } = this.#outage;
    failing.set(purpose, this.now());
    this.#outage.failures += 1;
    if (isReported || this.now() - since < REPORTED_AFTER_MS) return;
    this.#outage.isReported = true;
    const what = failing.has('read') || failing.has('connect') ? 'does not answer' : 'takes no appends';
    this.report(`The event store ${what}: ${reason.replace(/\.$/, '')}. Calls are retried.`);
  }

  succeeded(node: string, purpose: Purpose): void {
    const outage = this.#outage;
    if (!outage) return;
    for (const [failing, at] of outage.failing)
      if (failing === purpose || failing === 'connect' || this.now() - at > FORGOTTEN_AFTER_MS)
        outage.failing.delete(failing);
    if (outage.failing.size > 0) return;
    this.#outage = undefined;
    if (!outage.isReported) return;
    const seconds = ((this.now() - outage.since) / 1_000).toFixed(1);
    this.report(
      `The event store answers again, at ${node}, after ${seconds} s and ${outage.failures} failed attempts.`,
    );
  }
}
