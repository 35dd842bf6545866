import { errorCodeOf, isRecord } from '@ledgerdesk/kernel';
import type { Texts } from '@ledgerdesk/domain';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { internalProblem, transientProblem } from './error-problem.js';
import { localizedDocument, Problem } from './problem.js';
import type { ProblemCode } from './problems.js';
import { readerLanguage } from './reader-language.js';
import type { RouteTable } from './route-table.js';
import { addVary } from './vary.js';

const statusOf = (error: unknown): number => {
  if (error instanceof HttpException) return error.getStatus();
  return isRecord(error) && typeof error['statusCode'] === 'number' ? error['statusCode'] : 500;
};

/**
 * Returns true for a request for one of the static files of the API reference. Their plugin fails with various errors
 * for a path that leaves its folder or that the file system refuses.
 */
const isStaticFile = ({ routeOptions: { url } }: FastifyRequest): boolean => url?.endsWith('/*') ?? false;

const NOT_A_FILE: readonly unknown[] = ['ENAMETOOLONG', 'ENOTDIR', 'ERR_INVALID_ARG_VALUE'];

const staticFileStatus = (error: unknown): number => {
  const status = statusOf(error);
  return status < 500 || NOT_A_FILE.includes(errorCodeOf(error)) ? 404 : status;
};

const MALFORMED_REQUEST = ['malformed-request', 'The request is malformed.'] as const;

/** Code and detail of errors that Nest and Fastify raise before a handler runs, by status. */
const FRAMEWORK_ERRORS: Readonly<Record<number, readonly [ProblemCode, string]>> = {
  400: MALFORMED_REQUEST,
  404: ['no-such-route', 'No such route. See /openapi.json.'],
  406: ['not-acceptable', 'The response is not available in an accepted format.'],
  413: ['body-too-large', 'The request body exceeds 256 KiB.'],
  415: ['unsupported-media-type', 'Send the body as application/json.'],
};

/** Returns the texts in force. */
type CurrentTexts = () => Texts;

const send = (reply: FastifyReply, problem: Problem, request: FastifyRequest, texts: CurrentTexts): void => {
  request.server.refusals.record(problem, request);
  const language = readerLanguage(request);
  const headers = { ...problem.extra.headers, 'content-language': language };
  addVary(reply, 'accept-language');
  void reply
    .code(problem.status)
    .headers(headers)
    .type('application/problem+json')
    .send({ ...localizedDocument(language, problem, texts()), instance: request.id });
};

/** Fastify's handler of errors before routing, such as a URL that cannot be decoded. */
export const frameworkErrorHandler =
  (texts: CurrentTexts) =>
  (_: Error, request: FastifyRequest, reply: FastifyReply): void =>
    send(reply, new Problem(400, ...MALFORMED_REQUEST), request, texts);

/** Returns true if a read model has stopped before an event that it cannot apply, or is not built yet. */
type IsStopped = (readModel: string) => boolean;

/**
 * A stopped read model lacks the newest resources, one that is not built all of them: that one is missing from it does
 * not mean that it does not exist. What is not found in it is unavailable.
 */
const unlessStopped = (problem: Problem, { method, routeOptions }: FastifyRequest, isStopped: IsStopped): Problem => {
  const reads = routeOptions.config.access?.reads ?? [];
  if (problem.status !== 404 || !['GET', 'HEAD'].includes(method) || !reads.some(isStopped)) return problem;
  return new Problem(
    503,
    'read-model-stopped',
    'A read model of this request has stopped or is being rebuilt, and lacks data. Operators see why in /v1/health.',
    { headers: { 'retry-after': '60' } },
  );
};

/** Responds to every error with a problem document (RFC 9457). Internal errors are logged and not disclosed. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly routes: RouteTable,
    private readonly texts: CurrentTexts,
    private readonly isStopped: IsStopped,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = error instanceof Problem ? error : this.problemFor(error, request);
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    send(reply, unlessStopped(problem, request, this.isStopped), request, this.texts);
  }

  private problemFor(error: unknown, request: FastifyRequest): Problem {
    const transient = transientProblem(error, request);
    if (transient) return transient;
    const status = isStaticFile(request) ? staticFileStatus(error) : statusOf(error);
    const allowed = status === 404 && request.is404 ? this.routes.methodsAt(request.url) : [];
    if (allowed.length > 0) {
      const allow = allowed.join(', ');
      return new Problem(405, 'method-not-allowed', `Allowed methods: ${allow}.`, { headers: { allow } });
    }
    const frameworkError = FRAMEWORK_ERRORS[status];
    return frameworkError ? new Problem(status, ...frameworkError) : internalProblem(error, request);
  }
}
