import type { SampledLog } from '@ledgerdesk/runtime';
import type { FastifyRequest } from 'fastify';
import type { Problem } from './problem.js';

declare module 'fastify' {
  interface FastifyInstance {
    /** Requests that were refused. */
    refusals: Refusals;
  }
}

/** Refusals that an operator should see: they may be an attack, or a client that is set up wrongly. */
const LOGGED: readonly number[] = [401, 403, 408, 429];

/** Other 503s are logged where they occur. */
const OVERLOADED = 'overloaded';

/** Counts every refused request, and logs those of sign-in, rights and limits: one line a minute for each cause. */
export class Refusals {
  constructor(
    private readonly log: SampledLog,
    private readonly count: (problem: Problem) => void,
  ) {}

  /** Records the problem that a request is answered with. */
  record(problem: Problem, { id, ip, method, routeOptions: { url } }: FastifyRequest): void {
    this.add(problem, { requestId: id, ip, method, route: url }, id);
  }

  /** Records the problem that a connection ends with. */
  recordConnection(problem: Problem, ip: string): void {
    this.add(problem, { ip }, ip);
  }

  /** Logs a request that the next version will refuse, such as one whose token has no scopes. */
  warn(cause: string, { id, ip, method, routeOptions: { url } }: FastifyRequest): void {
    this.log.record(cause, { message: `${cause}.`, requestId: id, method, route: url, ip }, id);
  }

  private add(problem: Problem, source: object, sample: string): void {
    this.count(problem);
    const { status, code, extra } = problem;
    if (!LOGGED.includes(status) && code !== OVERLOADED) return;
    const cause = extra.cause === undefined ? code : `${code}: ${extra.cause}`;
    this.log.record(cause, { message: `Refused: ${cause}.`, status, code, ...source }, sample);
  }
}
