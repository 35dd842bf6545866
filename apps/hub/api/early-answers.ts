/** Age of an answer from which on it is asked for again, ms: the engine's clock may be simulated, and run fast. */
const FRESH_MS = 5_000;

interface EarlyAnswer {
  readonly response: Promise<Response>;
  readonly language: string;
  readonly sending: AbortController;
  /** When it came; undefined before. */
  arrivedAt?: number;
}

/** Answers to GET requests that are sent for code that is still being loaded. */
export class EarlyAnswers {
  /** Answers that nobody has taken, by the path of the request. */
  private readonly answers = new Map<string, EarlyAnswer>();

  constructor(
    private readonly send: (path: string, init: RequestInit) => Promise<Response>,
    /** Time in ms. */
    private readonly now: () => number,
  ) {}

  /** Sends a request. */
  ask(path: string, language: string): void {
    const sending = new AbortController();
    const response = this.send(path, { headers: { 'accept-language': language }, signal: sending.signal });
    const answer: EarlyAnswer = { response, language, sending };
    this.answers.set(path, answer);
    const arrive = (): void => {
      answer.arrivedAt = this.now();
    };
    // Who takes it sees why it failed.
    response.then(arrive, arrive);
  }

  /**
   * The answer to a request that was sent in the same language, or undefined. Each is taken once, and old ones not at
   * all. The signal of who takes it aborts the request.
   */
  take(path: string, language: string, signal?: AbortSignal | null): Promise<Response> | undefined {
    const answer = this.answers.get(path);
    this.answers.delete(path);
    if (answer?.language !== language) return undefined;
    const { response, sending, arrivedAt = this.now() } = answer;
    if (this.now() - arrivedAt >= FRESH_MS) return undefined;
    signal?.addEventListener('abort', () => sending.abort(signal.reason), { once: true });
    return response;
  }
}

/** What boot.ts has asked for. */
export const earlyAnswers = new EarlyAnswers(
  (path, init) => fetch(path, init),
  () => performance.now(),
);
