/** An outage that is over sooner is not reported, such as one attempt that failed. In ms. */
const REPORTED_AFTER_MS = 1_000;

interface Outage {
  readonly since: number;
  failures: number;
  isReported: boolean;
}

/** Reports an outage of the server in two messages, however many calls it fails: when it lasts, and when it is over. */
export class OutageReport {
  #outage: Outage | undefined;

  /** `now`: a monotonic clock, in ms. */
  constructor(
    private readonly report: (message: string) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  failed(reason: string): void {
    this.#outage ??= { since: this.now(), failures: 0, isReported: false };
    this.#outage.failures += 1;
    if (this.#outage.isReported || this.now() - this.#outage.since < REPORTED_AFTER_MS) return;
    this.#outage.isReported = true;
    this.report(`The event store does not answer: ${reason}. Calls are retried.`);
  }

  succeeded(node: string): void {
    const outage = this.#outage;
    this.#outage = undefined;
    if (!outage?.isReported) return;
    const seconds = ((this.now() - outage.since) / 1_000).toFixed(1);
    this.report(
      `The event store answers again, at ${node}, after ${seconds} s and ${outage.failures} failed attempts.`,
    );
  }
}
