/** Age up to which a result is used again, so that a probe costs little however often health is asked for. */
const FRESH_MS = 1_000;
/** Age up to which a result is given rather than the next one, if that takes longer than PATIENCE_MS. */
const STALE_MS = 5_000;
/** Time that a caller waits for a new result if the last one is not stale. */
const PATIENCE_MS = 80;
/** Time after which a store that does not respond counts as unavailable. */
const TIMEOUT_MS = 2_000;

const after = (ms: number): Promise<boolean> => new Promise((resolve) => setTimeout(() => resolve(false), ms).unref());

/**
 * The outcome of an attempt that is made at most once a second, shared by all callers. An attempt that has not ended
 * after two seconds counts as failed; the next one starts only when it has ended.
 *
 * @example
 * const rows = new Probe(() => store.versions());
 * if (!(await rows.check())) failing.push('rows');
 */
export class Probe {
  #ok = true;
  #endedAt = -Infinity;
  /** The current attempt. */
  #attempt: Promise<boolean> | undefined;
  /** Resolves when the result of the current attempt is known, or is late. */
  #result: Promise<void> | undefined;

  constructor(private readonly attempt: () => Promise<unknown>) {}

  /** The latest result: true before the first one. */
  get ok(): boolean {
    return this.#ok;
  }

  /** A result that is at most five seconds old; waits a moment for a new one. */
  async check(): Promise<boolean> {
    const age = performance.now() - this.#endedAt;
    if (age >= FRESH_MS) this.#result ??= this.#run();
    if (age > STALE_MS) await this.#result;
    else await Promise.race([this.#result, after(PATIENCE_MS)]);
    return this.#ok;
  }

  /** The result of an attempt that starts now, or is under way. */
  async recheck(): Promise<boolean> {
    this.#result ??= this.#run();
    await this.#result;
    return this.#ok;
  }

  async #run(): Promise<void> {
    this.#attempt ??= this.attempt().then(
      () => true,
      () => false,
    );
    const attempt = this.#attempt;
    void attempt.then((ok) => {
      this.#attempt = undefined;
      this.#end(ok);
    });
    if (!(await Promise.race([attempt, after(TIMEOUT_MS)]))) this.#end(false);
    this.#result = undefined;
  }

  #end(ok: boolean): void {
    this.#ok = ok;
    this.#endedAt = performance.now();
  }
}
