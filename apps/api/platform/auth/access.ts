import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExtension, ApiHeader, ApiSecurity } from '@nestjs/swagger';
import { EXAMPLES } from '../openapi/examples.js';
import type { Caller, Claimant, ServiceScope, TokenKind } from './caller.js';
import type { HubSession } from './session/hub-session.js';

/** Access rules of a route. */
interface Access {
  /** Token kinds that may call the route. */
  readonly roles: readonly TokenKind[];
  /** Read models that the route queries: a GET with `Ledger-Position` waits for them. */
  readonly reads: readonly string[];
  /** Scope that a service token needs, in addition to `act` if it acts for a member. */
  readonly scope?: ServiceScope;
  /** Whether a service has to act for a member, may do so, or may not (absent). */
  readonly onBehalfOf?: OnBehalfOf;
  /** True if the route shows nothing of anybody, so that its reads are not recorded. */
  readonly isUnaudited?: boolean;
  /** True if the route only reads, although its method is POST. */
  readonly isRead?: boolean;
  /** The setting that opens the route to everyone. */
  readonly publicBy?: PublicSetting;
}

/** Settings that open routes to everyone, without a token. */
type PublicSetting = 'LEDGER_PUBLIC';

/** `required`: a service acts for a member. `optional`: for itself or for a member. */
export type OnBehalfOf = 'required' | 'optional';

/** What `AllowedRoles` takes beside the kinds of token. */
interface AccessOptions {
  readonly reads?: readonly string[];
  readonly scope?: ServiceScope;
  /** True if a service may also use a route of members for itself. */
  readonly isMemberOptional?: boolean;
  /** True if the route shows nothing of anybody, so that its reads are not recorded, and not refused if none can be. */
  readonly isUnaudited?: boolean;
  /** True if the route only reads, although its method is POST: it is refused if the read cannot be recorded. */
  readonly isRead?: boolean;
  /** The setting that opens the route to everyone. */
  readonly publicBy?: PublicSetting;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** The session of the hub with which the request signed in; undefined for a token. */
    session?: HubSession;
    /** Set on every route that has `access`. */
    caller?: Caller;
    /** Who made the request, also if it is refused. Undefined if no valid token says so. */
    claimant?: Claimant;
  }
}

const LEDGER_POSITION = ApiHeader({
  name: 'Ledger-Position',
  required: false,
  description:
    'The `Ledger-Position` of an earlier response. The response waits until its data includes that position.',
  example: EXAMPLES.position,
});

const ON_BEHALF_OF_HEADER = ApiHeader({
  name: 'Ledger-On-Behalf-Of',
  required: false,
  description: 'The member to act for, as `<teamId>/<memberId>`. Service tokens with the scope `act` only.',
  example: 'acme/aiko',
});

/** The property of an operation in the OpenAPI document with the token kinds that may call it. */
export const CALLER_KINDS = 'x-caller-kinds';
/** The property with the scope that a service needs. */
export const SERVICE_SCOPE = 'x-service-scope';
/** The property that says whether a service acts for a member: `OnBehalfOf`. Absent if it may not. */
export const ON_BEHALF_OF = 'x-on-behalf-of';

/**
 * Restricts a route to these token kinds, which the OpenAPI document lists in `x-caller-kinds`. A service that may use
 * a route of members acts for one, unless `isMemberOptional`; the document says so in `x-on-behalf-of`. A route without
 * the decorator is public (H8: health and the reference).
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
  { reads = [], scope, isMemberOptional = false, isUnaudited = false, isRead = false, publicBy }: AccessOptions = {},
): MethodDecorator => {
  const actsForMembers = roles.includes('service') && roles.includes('member');
  const onBehalfOf: OnBehalfOf | undefined = actsForMembers ? (isMemberOptional ? 'optional' : 'required') : undefined;
  const access: Access = {
    roles,
    reads,
    ...(scope && { scope }),
    ...(onBehalfOf && { onBehalfOf }),
    ...(isUnaudited && { isUnaudited }),
    ...(isRead && { isRead }),
    ...(publicBy && { publicBy }),
  };
  return applyDecorators(
    RouteConfig({ access }),
    ApiSecurity('bearer', []),
    ...(roles.every((kind) => kind === 'service') ? [] : [ApiSecurity('hub-session', [])]),
    ApiExtension(CALLER_KINDS, [...roles]),
    ...(scope === undefined ? [] : [ApiExtension(SERVICE_SCOPE, scope)]),
    ...(onBehalfOf === undefined ? [] : [ApiExtension(ON_BEHALF_OF, onBehalfOf), ON_BEHALF_OF_HEADER]),
    ...(reads.length > 0 ? [LEDGER_POSITION] : []),
  );
};
