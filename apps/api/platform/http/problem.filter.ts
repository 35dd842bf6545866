import type { Texts } from '@ledgerdesk/domain';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { internalProblem, transientProblem } from './error-problem.js';
import { localizedDocument, Problem } from './problem.js';
import { readerLanguage } from './reader-language.js';
import type { RouteTable } from './route-table.js';

const statusOf = (fault: unknown): number => {
  if (fault instanceof HttpException) return fault.getStatus();
  return typeof fault === 'object' && fault !== null && 'statusCode' in fault && typeof fault.statusCode === 'number'
    ? fault.statusCode
    : 500;
};

const UNREADABLE = ['malformed-request', 'The request cannot be read.'] as const;
const UNREAD: Readonly<Record<number, readonly [string, string]>> = {
  400: UNREADABLE,
  404: ['no-such-route', 'There is nothing here. /openapi.json lists all routes.'],
  406: ['not-acceptable', 'This cannot be answered in a form that the request accepts.'],
  413: ['body-too-large', 'A request body may have 256 KiB.'],
  415: ['unsupported-media-type', 'Send the body as application/json.'],
};

/** The texts that are in force. */
type TextsNow = () => Texts;

const send = (reply: FastifyReply, problem: Problem, request: FastifyRequest, texts: TextsNow): void => {
  const language = readerLanguage(request);
  const headers = { ...problem.extra.headers, 'content-language': language, vary: 'accept-language' };
  void reply
    .code(problem.status)
    .headers(headers)
    .type('application/problem+json')
    .send({ ...localizedDocument(language, problem, texts()), instance: request.id });
};

/** For requests that never reach a route, such as one whose address cannot be decoded. */
export const frameworkErrorHandler =
  (texts: TextsNow) =>
  (_: Error, request: FastifyRequest, reply: FastifyReply): void =>
    send(reply, new Problem(400, ...UNREADABLE), request, texts);

/** Turns whatever was thrown into a problem document; only faults of our own are logged, and none of them is shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly routes: RouteTable,
    private readonly texts: TextsNow,
  ) {}

  catch(fault: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = fault instanceof Problem ? fault : this.problemFor(fault, request);
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    send(reply, problem, request, this.texts);
  }

  private problemFor(fault: unknown, request: FastifyRequest): Problem {
    const passing = transientProblem(fault);
    if (passing) return passing;
    const status = statusOf(fault);
    const allowed = status === 404 && request.is404 ? this.routes.methodsAt(request.url) : [];
    if (allowed.length > 0) {
      const allow = allowed.join(', ');
      return new Problem(405, 'method-not-allowed', `This takes ${allow}.`, { headers: { allow } });
    }
    const unread = UNREAD[status];
    return unread ? new Problem(status, ...unread) : internalProblem(fault);
  }
}
