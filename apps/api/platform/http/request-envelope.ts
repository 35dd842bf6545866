import { ID_PATTERN, isRecord } from '@ledgerdesk/kernel';
import { type CommandEnvelope, commandEnvelope, commandIdOf, type Precondition } from '@ledgerdesk/application';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type EntityTag, tagsIn } from './entity-tags.js';
import { Problem } from './problem.js';
import { parseRevision } from './revision.js';

declare module 'fastify' {
  interface FastifyInstance {
    tenant: string;
  }
}

const malformed = (detail: string): Problem => new Problem(400, 'malformed-header', detail);

/** `Idempotency-Key` without surrounding quotes. Throws Problem unless it has 1 to 255 visible ASCII characters. */
const idempotencyKeyIn = (header: string | string[] | undefined): string | undefined => {
  if (header === undefined) return undefined;
  const key = String(header).replace(/^"(.*)"$/, '$1');
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw malformed('Invalid Idempotency-Key. Send 1 to 255 visible ASCII characters.');
  return key;
};

/** The revisions that a list of tags names. Other tags, such as `"03"`, match no revision. */
const revisionsIn = (tags: readonly EntityTag[]): readonly number[] =>
  tags.flatMap(({ value }) => (String(parseRevision(value)) === value ? [Number(value)] : []));

/** The conditions in `If-Match` and `If-None-Match`. Undefined without either. */
const preconditionIn = (headers: FastifyRequest['headers']): Precondition | undefined => {
  const ifMatch = tagsIn('If-Match', headers['if-match']);
  const ifNoneMatch = tagsIn('If-None-Match', headers['if-none-match']);
  if (!ifMatch && !ifNoneMatch) return undefined;
  return {
    ifMatch: ifMatch === '*' ? ifMatch : ifMatch && revisionsIn(ifMatch.filter(({ isWeak }) => !isWeak)),
    ifNoneMatch: ifNoneMatch === '*' ? ifNoneMatch : ifNoneMatch && revisionsIn(ifNoneMatch),
  };
};

const correlationIdIn = (header: string | string[] | undefined): string | undefined => {
  if (header === undefined) return undefined;
  if (!ID_PATTERN.test(String(header)))
    throw malformed('Invalid Correlation-Id. Send 1 to 64 letters, digits, - or _.');
  return String(header);
};

/**
 * The path of the route with its parameters, whichever way the client has written it: `/notes` and `/%6eotes` are one
 * route, so a key that repeats on them repeats one request.
 */
const decodedPath = ({ routeOptions: { url = '' }, params }: FastifyRequest): string =>
  url.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(isRecord(params) ? params[name] : '')));

/** The envelope of the command in a request. Throws Problem for a malformed header. */
const envelopeOf = (request: FastifyRequest): CommandEnvelope => {
  const { caller, headers, method, body } = request;
  const { tenant } = request.server;
  if (!caller) throw new Error('A route that sends commands needs @AllowedRoles.');
  const path = decodedPath(request);
  const onBehalfOf = caller.onBehalfOf ? `${caller.onBehalfOf.id} ` : '';
  const idempotencyKey = idempotencyKeyIn(headers['idempotency-key']);
  const commandId = commandIdOf({
    tenant,
    actor: caller.actor,
    route: `${onBehalfOf}${method} ${path}`,
    idempotencyKey,
  });
  return commandEnvelope({
    commandId,
    fresh: idempotencyKey === undefined,
    request: { path, body: body ?? null },
    correlationId: correlationIdIn(headers['correlation-id']),
    actor: caller.actor,
    onBehalfOf: caller.onBehalfOf,
    tenant,
    precondition: preconditionIn(headers),
  });
};

/** Parameter decorator: the envelope of the command that the request carries. */
export const Envelope = createParamDecorator((_: undefined, context: ExecutionContext): CommandEnvelope =>
  envelopeOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/**
 * Parameter decorator: the envelope of a request that changes several resources, or one without an ETag. Throws Problem
 * for `If-Match` and `If-None-Match`.
 */
export const UnconditionalEnvelope = createParamDecorator(
  (_: undefined, context: ExecutionContext): CommandEnvelope => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const envelope = envelopeOf(request);
    if (envelope.precondition === undefined) return envelope;
    throw malformed('This request does not support If-Match and If-None-Match. Omit them.');
  },
);
