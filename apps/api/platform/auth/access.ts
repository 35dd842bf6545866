import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiHeader, ApiSecurity } from '@nestjs/swagger';
import type { Caller, TokenKind } from './caller.js';

/** Who may call a route, and which read models it reads (a GET with `Ledger-Position` waits for those). */
export interface Access {
  readonly callers: readonly TokenKind[];
  readonly reads: readonly string[];
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Set for every route that has `access`. */
    caller?: Caller;
  }
}

/**
 * Opens a route to these kinds of callers, which OpenAPI 3.1 names as the roles of its security requirement.
 * A route without it is open to everyone (H8: only health, metrics, docs).
 */
export const OpenTo = (callers: readonly TokenKind[], reads: readonly string[] = []): MethodDecorator => {
  const access: Access = { callers, reads };
  return applyDecorators(
    RouteConfig({ access }),
    ApiSecurity('bearer', [...callers]),
    ...behalf(access),
    ...waiting(access),
  );
};

const waiting = ({ reads }: Access) =>
  reads.length === 0
    ? []
    : [
        ApiHeader({
          name: 'Ledger-Position',
          required: false,
          description: 'As a command answered it: waits until that is in what is read.',
        }),
      ];

const behalf = ({ callers }: Access) =>
  callers.includes('service') && callers.includes('member')
    ? [
        ApiHeader({
          name: 'Ledger-On-Behalf-Of',
          required: false,
          description: 'For service tokens with the scope act: <teamId>/<memberId>.',
        }),
      ]
    : [];
