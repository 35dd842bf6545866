import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorCodeOf } from './error-code.js';
import { Problem } from './problem.js';
import type { RouteTable } from './route-table.js';

const statusOf = (fault: unknown): number => {
  if (fault instanceof HttpException) return fault.getStatus();
  return typeof fault === 'object' && fault !== null && 'statusCode' in fault && typeof fault.statusCode === 'number' ? fault.statusCode : 500;
};

const UNREADABLE = ['malformed-request', 'The request cannot be read.'] as const;
const UNREAD: Readonly<Record<number, readonly [string, string]>> = {
  400: UNREADABLE,
  404: ['no-such-route', 'There is nothing here. /openapi.json lists all routes.'],
  406: ['not-acceptable', 'This cannot be answered in a form that the request accepts.'],
  413: ['body-too-large', 'A request body may have 256 KiB.'],
  415: ['unsupported-media-type', 'Send the body as application/json.'],
};

const NO_WRITES = ['store-unavailable', 'The log takes no writes at the moment. Try again shortly.', 5] as const;

/** Faults that pass, by their code: the problem's code, what to do, and the seconds after which to try again. */
const PASSING: Readonly<Record<string, readonly [string, string, number]>> = {
  'store-failed': NO_WRITES,
  'commit-failed': NO_WRITES,
  'wrong-expected-revision': ['stream-busy', 'Others are changing this at the same time. Nothing was recorded; try again.', 1],
  'keys-unavailable': ['sign-in-unavailable', 'The keys that tokens are checked with cannot be had at the moment. Try again shortly.', 5],
};

const send = (reply: FastifyReply, problem: Problem, instance: string): void =>
  void reply.code(problem.status).headers({ ...problem.extra.headers }).type('application/problem+json').send({ ...problem.document, instance });

/** For requests that never reach a route, such as one whose address cannot be decoded. */
export const refuseUnreadable = (_: Error, request: FastifyRequest, reply: FastifyReply): void =>
  send(reply, new Problem(400, ...UNREADABLE), request.id);

/** Turns whatever was thrown into a problem document; only faults of our own are logged, and none of them is shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  constructor(private readonly routes: RouteTable) {}

  catch(fault: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = fault instanceof Problem ? fault : this.problemFor(fault, request);
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    send(reply, problem, request.id);
  }

  private problemFor(fault: unknown, request: FastifyRequest): Problem {
    const passing = PASSING[errorCodeOf(fault) ?? ''];
    if (passing) return this.unavailable(fault, ...passing);
    const status = statusOf(fault);
    const allowed = status === 404 && request.is404 ? this.routes.methodsAt(request.url) : [];
    if (allowed.length > 0) {
      const allow = allowed.join(', ');
      return new Problem(405, 'method-not-allowed', `This takes ${allow}.`, { headers: { allow } });
    }
    const unread = UNREAD[status];
    return unread ? new Problem(status, ...unread) : this.fault(fault);
  }

  private unavailable(fault: unknown, code: string, detail: string, retryAfter: number): Problem {
    this.log.error(fault);
    return new Problem(503, code, detail, { headers: { 'retry-after': `${retryAfter}` } });
  }

  private fault(fault: unknown): Problem {
    this.log.error(fault instanceof Error ? fault.stack : fault);
    return new Problem(500, 'fault', 'Something broke on our side. The command was not recorded unless a repeat with the same Idempotency-Key says so.');
  }
}
