import { abortWith, unlessAborted } from './abort.js';
import { after } from './after.js';
import { ApiProblem, NoResponse, problemOf } from './api-problem.js';
import { mergedHeaders } from './headers.js';
import { pause, retryDelay, retryPolicy, type RetryPolicy } from './retry.js';
import { NoToken, type Token, TokenSource } from './token-source.js';

/** How a client reaches an engine. */
export interface ClientOptions {
  /** Address of the engine, such as `https://support.example`, with the path of a proxy if there is one. */
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

type BodyKind = 'json' | 'text' | 'file';

/** A success, or 304, that has arrived completely. */
export interface CompleteResponse {
  readonly status: number;
  readonly headers: Headers;
  /** What the media type of the body is read as. */
  readonly kind: BodyKind;
  /** A file as Blob, anything else as text. */
  readonly body: string | Blob;
}

const NOT_MODIFIED = 304;
const NO_CONTENT = 204;
const UNAUTHORIZED = 401;
const TIMEOUT_MS = 30_000;

/**
 * A signal for one attempt, which is aborted with the signal of the request or when the time is over. `endLimit` ends
 * the time limit, `stop` all: the signal of a request may outlive many attempts.
 */
const limited = (signal: AbortSignal | undefined, timeoutMs: number) => {
  const limit = new AbortController();
  const unlink = abortWith(signal, limit);
  const endLimit = after(timeoutMs, () =>
    limit.abort(new DOMException(`No complete response within ${timeoutMs} ms.`, 'TimeoutError')),
  );
  return {
    signal: limit.signal,
    endLimit,
    stop: () => {
      endLimit();
      unlink();
    },
  };
};

/** The address without a slash at its end. Throws TypeError if routes cannot be appended to it. */
const baseOf = (url: string): string => {
  const { protocol, username, password, search, hash, href } = new URL(url);
  if (/^https?:$/.test(protocol) && username + password + search + hash === '') return href.replace(/[/?#]+$/, '');
  throw new TypeError('The url is not http(s)://host[:port][/path]. Leave out credentials, query and fragment.');
};

/**
 * What a success is read as; undefined if it is not the engine's. Text and bytes have to carry the id of the request:
 * a proxy's "OK" is no answer.
 */
const kindOf = ({ headers }: Response): BodyKind | undefined => {
  if (headers.has('content-disposition')) return 'file';
  const type = headers.get('content-type') ?? '';
  if (/\bjson\b/.test(type)) return 'json';
  if (!headers.has('request-id')) return undefined;
  if (/^text\/plain\b/.test(type)) return 'text';
  return type.startsWith('application/octet-stream') ? 'file' : undefined;
};

/** Reads a response. Throws ApiProblem for a refusal, and for a page that is not the engine's. */
const complete = async (response: Response): Promise<CompleteResponse> => {
  const { ok, status, headers } = response;
  const kind = ok ? kindOf(response) : undefined;
  if (kind === 'file') return { status, headers, kind, body: await response.blob() };
  const body = await response.text();
  if (status === NOT_MODIFIED) return { status, headers, kind: 'text', body };
  if (kind === undefined) throw problemOf(response, body);
  return { status, headers, kind, body };
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
  private readonly headers: Readonly<Record<string, string>>;
  private readonly tokens: TokenSource;
  private readonly fetch: typeof globalThis.fetch;
  readonly retry: RetryPolicy;

  constructor(private readonly options: ClientOptions) {
    const { fetch } = options;
    this.base = baseOf(options.url);
    this.headers = mergedHeaders(options.headers ?? {});
    this.tokens = new TokenSource(options.token);
    // Called without the transport as `this`: browsers refuse their `fetch` as the method of an object.
    this.fetch = (...request) => (fetch ?? globalThis.fetch)(...request);
    this.retry = retryPolicy(options.retry);
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

  /**
   * Opens an event stream, without retries. The time limit ends when the response begins, which is 204 if there is
   * nothing left to send. Throws like `send`.
   */
  async open(request: OutgoingRequest): Promise<Response> {
    const limit = limited(request.signal, request.timeoutMs ?? this.options.timeoutMs ?? TIMEOUT_MS);
    try {
      const response = await this.authorized(request, limit.signal);
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
      if (!response.ok || !(isStream || response.status === NO_CONTENT))
        throw problemOf(response, await response.text());
      limit.endLimit();
      return response;
    } catch (error) {
      limit.stop();
      throw failureOf(error, request, 1);
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
    const token = await unlessAborted(this.tokens.get(), signal);
    const response = await this.fetchWith(token, request, signal);
    if (response.status !== UNAUTHORIZED) return response;
    const renewed = await unlessAborted(this.tokens.renew(token), signal);
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
        ...this.headers,
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
