import { ApiProblem, NoResponse, problemOf } from './api-problem.js';
import { DEFAULT_RETRIES, pause, retryDelay, type RetryPolicy } from './retry.js';
import { NoToken, type Token, TokenSource } from './token-source.js';

/** How a client reaches an engine. */
export interface ClientOptions {
  /** Address of the engine, such as `https://support.example`. */
  readonly url: string;
  /** Bearer token, or a function that returns a valid one. Routes that are open to everyone need none. */
  readonly token?: Token;
  /** Retries of requests that failed for a reason that passes. */
  readonly retry?: Partial<RetryPolicy>;
  /** Time in which each attempt has to be answered completely. Default: 30 seconds. */
  readonly timeoutMs?: number;
  /** Headers of every request, such as `Accept-Language`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Another implementation of `fetch`, for proxies and tests. */
  readonly fetch?: typeof globalThis.fetch;
}

/** A request before it is sent. */
export interface OutgoingRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

/** A success, or 304, that has arrived completely. */
export interface CompleteResponse {
  readonly status: number;
  readonly headers: Headers;
  /** JSON as text, anything else as a file. */
  readonly body: string | Blob;
}

const NOT_MODIFIED = 304;
const UNAUTHORIZED = 401;
const TIMEOUT_MS = 30_000;

/** A signal for one attempt, which ends with the signal of the request or when the time is over. */
const limited = (signal: AbortSignal | undefined, timeoutMs: number) => {
  const limit = new AbortController();
  const timer = setTimeout(
    () => limit.abort(new DOMException(`No complete response within ${timeoutMs} ms.`, 'TimeoutError')),
    timeoutMs,
  );
  return {
    signal: signal ? AbortSignal.any([signal, limit.signal]) : limit.signal,
    stop: () => clearTimeout(timer),
  };
};

/** Reads a response. Throws ApiProblem for a refusal, and for a page that is not the engine's. */
const complete = async (response: Response): Promise<CompleteResponse> => {
  const { ok, status, headers } = response;
  if (ok && headers.has('content-disposition')) return { status, headers, body: await response.blob() };
  const body = await response.text();
  const isJson = /\bjson\b/.test(headers.get('content-type') ?? '');
  if (status === NOT_MODIFIED || (ok && isJson)) return { status, headers, body };
  throw problemOf(response, body);
};

/** What a failed attempt throws. */
const failureOf = (error: unknown, { method, target, signal }: OutgoingRequest, attempts: number): unknown => {
  if (signal?.aborted) return signal.reason;
  if (error instanceof ApiProblem || error instanceof NoToken) return error;
  return new NoResponse(`${method} ${target.replace(/\?.*/, '')}`, attempts, error);
};

/** Sends requests to an engine, with its token, a time limit and retries. */
export class Transport {
  private readonly base: string;
  private readonly tokens: TokenSource;
  private readonly fetch: typeof globalThis.fetch;
  readonly retry: RetryPolicy;

  constructor(private readonly options: ClientOptions) {
    this.base = new URL(options.url).href.replace(/\/+$/, '');
    this.tokens = new TokenSource(options.token);
    this.fetch = options.fetch ?? ((...request) => globalThis.fetch(...request));
    this.retry = { ...DEFAULT_RETRIES, ...options.retry };
  }

  /**
   * Sends a request until it is answered. Throws ApiProblem for a refusal, NoResponse if every attempt failed, and the
   * reason of the request's signal once that is aborted.
   */
  async send(request: OutgoingRequest): Promise<CompleteResponse> {
    for (let failures = 0; ; failures += 1) {
      try {
        return await this.attempt(request, failures + 1);
      } catch (error) {
        const delay = retryDelay(error, failures, this.retry);
        if (delay === undefined) throw error;
        await pause(delay, request.signal);
      }
    }
  }

  /** Opens an event stream, without retries. The time limit ends when the response begins. Throws like `send`. */
  async open(request: OutgoingRequest): Promise<Response> {
    const limit = limited(request.signal, request.timeoutMs ?? this.options.timeoutMs ?? TIMEOUT_MS);
    try {
      const response = await this.authorized(request, limit.signal);
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
      if (!response.ok || !isStream) throw problemOf(response, await response.text());
      return response;
    } catch (error) {
      throw failureOf(error, request, 1);
    } finally {
      limit.stop();
    }
  }

  private async attempt(request: OutgoingRequest, attempts: number): Promise<CompleteResponse> {
    const limit = limited(request.signal, request.timeoutMs ?? this.options.timeoutMs ?? TIMEOUT_MS);
    try {
      return await complete(await this.authorized(request, limit.signal));
    } catch (error) {
      throw failureOf(error, request, attempts);
    } finally {
      limit.stop();
    }
  }

  /** Sends a request with the token and, if the engine refuses that, once more with another one. */
  private async authorized(request: OutgoingRequest, signal: AbortSignal): Promise<Response> {
    const token = await this.tokens.get();
    const response = await this.fetchWith(token, request, signal);
    if (response.status !== UNAUTHORIZED) return response;
    const renewed = await this.tokens.renew(token);
    if (renewed === undefined) return response;
    await response.body?.cancel();
    return this.fetchWith(renewed, request, signal);
  }

  private async fetchWith(
    token: string | undefined,
    { method, target, headers, body }: OutgoingRequest,
    signal: AbortSignal,
  ): Promise<Response> {
    return this.fetch(this.base + target, {
      method,
      headers: {
        ...this.options.headers,
        ...headers,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      signal,
      // A POST that is redirected would become a GET, of another resource.
      redirect: 'error',
      ...(body !== undefined && { body }),
    });
  }
}
