import type { Schemas } from './operations.js';

/** A problem document (RFC 9457). */
export type Problem = Schemas['Problem'];

const CODE = /^urn:ledgerdesk:problem:(.+)$/;

/**
 * A response that refuses a request. `message` is the detail, in the language of the reader.
 *
 * @example
 * if (error instanceof ApiProblem && error.code === 'ticket-not-found') showNotFound();
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  /** Stable code, such as `ticket-not-found`. `unexpected-response` if the response is no problem document. */
  readonly code: string;
  /** HTTP status. */
  readonly status: number;
  /** What went wrong and what to do. */
  readonly detail: string;
  /** Id of the requirement that the request violates. */
  readonly rule: string | undefined;
  /** Invalid fields of the request. */
  readonly errors: NonNullable<Problem['errors']>;

  constructor(
    /** All members of the problem document. */
    readonly problem: Problem,
    /** `Request-Id` of the response, as in the engine's log. Null if the response has none. */
    readonly requestId: string | null,
    /** Seconds after which a retry may succeed, from `Retry-After`. */
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(problem.detail);
    this.code = CODE.exec(problem.type)?.[1] ?? 'unexpected-response';
    this.status = problem.status;
    this.detail = problem.detail;
    this.rule = problem.rule;
    this.errors = problem.errors ?? [];
  }
}

/** A request without a response: the network failed, or the time was over. `cause` is the last failure. */
export class NoResponse extends Error {
  override readonly name = 'NoResponse';

  constructor(
    request: string,
    /** Times that the request was sent. */
    readonly attempts: number,
    cause: unknown,
  ) {
    super(`No response to ${request} after ${attempts} attempt${attempts === 1 ? '' : 's'}.`, { cause });
  }
}

/** Returns true for a problem document. */
export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  typeof value.type === 'string' &&
  'detail' in value &&
  typeof value.detail === 'string' &&
  'status' in value &&
  typeof value.status === 'number';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Seconds in `Retry-After`: a number, or the time until a date (RFC 9110). Undefined without a valid one. */
const retryAfterOf = (headers: Headers): number | undefined => {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1_000));
};

/** The problem in a response. A response of something else than the engine, such as a proxy, becomes one. */
export const problemOf = ({ status, statusText, headers }: Response, text: string): ApiProblem => {
  const value = parsed(text);
  const unexpected = {
    type: 'about:blank',
    title: statusText,
    status,
    detail: `The response with status ${status} is not from the engine. Check the URL, and proxies in between.`,
  };
  return new ApiProblem(isProblem(value) ? value : unexpected, headers.get('request-id'), retryAfterOf(headers));
};
