import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExtension, ApiHeader, ApiSecurity } from '@nestjs/swagger';
import type { Caller, ServiceScope, TokenKind } from './caller.js';

/** Access rules of a route. */
interface Access {
  /** Token kinds that may call the route. */
  readonly roles: readonly TokenKind[];
  /** Read models that the route queries: a GET with `Ledger-Position` waits for them. */
  readonly reads: readonly string[];
  /** Scope that a service token needs, in addition to `act` if it acts for a member. */
  readonly scope?: ServiceScope;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Set on every route that has `access`. */
    caller?: Caller;
  }
}

const LEDGER_POSITION = ApiHeader({
  name: 'Ledger-Position',
  required: false,
  description:
    'The `Ledger-Position` of an earlier response. The response waits until its data includes that position.',
});

const ON_BEHALF_OF = ApiHeader({
  name: 'Ledger-On-Behalf-Of',
  required: false,
  description: 'The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only.',
});

/** The property of an operation in the OpenAPI document with the token kinds that may call it. */
const CALLER_KINDS = 'x-caller-kinds';

/**
 * Restricts a route to these token kinds, which the OpenAPI document lists in `x-caller-kinds`. A route without the
 * decorator is public (H8: health and the reference).
 *
 * @example
 * ```ts
 * @Get()
 * @AllowedRoles(['agent'], { reads: ['agent-queue'] })
 * list() {}
 * ```
 */
export const AllowedRoles = (
  roles: readonly TokenKind[],
  { reads = [], scope }: { readonly reads?: readonly string[]; readonly scope?: ServiceScope } = {},
): MethodDecorator => {
  const access: Access = { roles, reads, ...(scope !== undefined && { scope }) };
  return applyDecorators(
    RouteConfig({ access }),
    ApiSecurity('bearer', []),
    ApiExtension(CALLER_KINDS, [...roles]),
    ...(scope === undefined ? [] : [ApiExtension('x-service-scope', scope)]),
    ...(roles.includes('service') && roles.includes('member') ? [ON_BEHALF_OF] : []),
    ...(reads.length > 0 ? [LEDGER_POSITION] : []),
  );
};
