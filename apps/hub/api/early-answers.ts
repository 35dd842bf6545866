/** Age, in ms, at which an answer is too old to use: the engine's clock may be simulated, and run fast. */
const FRESH_MS = 5_000;

interface EarlyAnswer {
  readonly response: Promise<Response>;
  readonly language: string;
  readonly sending: AbortController;
  /** When it arrived; undefined while it is outstanding. */
  arrivedAt?: number;
}

/** Responses to GET requests that were sent before the code that needs them was loaded. */
export class EarlyAnswers {
  /** Answers that have not been taken, by request path. */
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
    // A failure is handled by the code that takes the answer.
    response.then(arrive, arrive);
  }

  /**
   * Removes and returns the answer for a path and language; undefined if there is none, or only one that is too old.
   * `signal` aborts its request.
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

/** Answers to the requests of boot.ts. */
export const earlyAnswers = new EarlyAnswers(
  (path, init) => fetch(path, init),
  () => performance.now(),
);
