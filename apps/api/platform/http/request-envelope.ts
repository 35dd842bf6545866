import { type CommandEnvelope, commandEnvelope, commandIdOf } from '@ledgerdesk/application';
import { ID_PATTERN } from '@ledgerdesk/events';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

const malformed = (detail: string): Problem => new Problem(400, 'malformed-header', detail);

/** `Idempotency-Key`: 1 to 255 visible ASCII characters, surrounding quotes stripped. */
const idempotencyKey = (header: string | string[] | undefined): string | undefined => {
  if (header === undefined) return undefined;
  const key = String(header).replace(/^"(.*)"$/, '$1');
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw malformed('Idempotency-Key takes 1 to 255 visible ASCII characters.');
  return key;
};

/** `If-Match`: the `ETag` of an earlier answer. */
const ifRevision = (header: string | undefined): number | undefined => {
  if (header === undefined || header === '*') return undefined;
  const revision = /^"(\d{1,15})"$/.exec(header)?.[1];
  if (revision === undefined) throw malformed('If-Match takes one ETag as it was answered, e.g. "3".');
  return Number(revision);
};

const correlation = (header: string | string[] | undefined): string | undefined => {
  if (header === undefined) return undefined;
  if (!ID_PATTERN.test(String(header))) throw malformed('Correlation-Id takes 1 to 64 letters, digits, - or _.');
  return String(header);
};

/** The envelope of the command that a request carries. `tenant` is the engine's own. */
export const envelopeOf = (request: FastifyRequest, tenant: string): CommandEnvelope => {
  const { caller, headers, method, body } = request;
  if (!caller) throw new Error('A route that sends commands needs @AllowedRoles.');
  const path = request.url.split('?')[0] ?? '';
  const acting = caller.onBehalfOf ? `${caller.onBehalfOf.id} ` : '';
  const key = idempotencyKey(headers['idempotency-key']);
  const revision = ifRevision(headers['if-match']);
  const commandId = commandIdOf({
    tenant,
    actor: caller.actor,
    route: `${acting}${method} ${path}`,
    idempotencyKey: key,
  });
  return commandEnvelope({
    commandId,
    fresh: key === undefined,
    request: { path, body: body ?? null },
    correlationId: correlation(headers['correlation-id']),
    actor: caller.actor,
    onBehalfOf: caller.onBehalfOf,
    tenant,
    ifRevision: revision,
  });
};

declare module 'fastify' {
  interface FastifyInstance {
    tenant: string;
  }
}

const envelopeIn = (context: ExecutionContext): CommandEnvelope => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return envelopeOf(request, request.server.tenant);
};

/** The envelope for the command of this request. */
export const Envelope = createParamDecorator((_: undefined, context: ExecutionContext): CommandEnvelope =>
  envelopeIn(context),
);

/** The envelope for a request that changes several things: there is no one revision that it could be refused for. */
export const BulkEnvelope = createParamDecorator((_: undefined, context: ExecutionContext): CommandEnvelope => {
  const envelope = envelopeIn(context);
  if (context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'] === undefined) return envelope;
  throw malformed('If-Match takes the revision of one thing, and this changes several. Leave it out.');
});
