import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiHeader, ApiSecurity } from '@nestjs/swagger';
import type { Caller, TokenKind } from './caller.js';

/** Access rules of a route. */
interface Access {
  /** Token kinds that may call the route. */
  readonly roles: readonly TokenKind[];
  /** Read models that the route queries: a GET with `Ledger-Position` waits for them. */
  readonly reads: readonly string[];
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

/**
 * Restricts a route to these token kinds, which OpenAPI 3.1 lists as the roles of its security requirement. A route
 * without the decorator is public (H8: health and the reference).
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
  { reads = [] }: { readonly reads?: readonly string[] } = {},
): MethodDecorator => {
  const access: Access = { roles, reads };
  return applyDecorators(
    RouteConfig({ access }),
    ApiSecurity('bearer', [...roles]),
    ...(roles.includes('service') && roles.includes('member') ? [ON_BEHALF_OF] : []),
    ...(reads.length > 0 ? [LEDGER_POSITION] : []),
  );
};
