import { ID_PATTERN } from '@ledgerdesk/kernel';
import type { FastifyRequest } from 'fastify';
import type { AttemptLimit } from '../http/attempt-limit.js';
import { Problem } from '../http/problem.js';
import { type Caller, type Claimant, type Claims, memberActor, type MemberRef } from './caller.js';
import { requireMember } from './current-caller.js';
import { notForCaller, notForMembers, scopeRequired, wrongKind } from './forbidden.js';
import { hasScope } from './service-scope.js';
import { claimsOfSession } from './session/hub-session.js';
import type { HubSessions } from './session/hub-sessions.js';
import { TokenRefused } from './token-refused.js';
import type { TokenVerifier } from './token-verifier.js';

type Header = string | string[] | undefined;

const challenge = (error = '') => ({ 'www-authenticate': `Bearer realm="ledgerdesk"${error}` });

/** The challenge of RFC 6750: with an error only if a token was sent. */
const signInRequired = (cause: string, error = ''): Problem =>
  new Problem(401, 'sign-in-required', 'Missing or invalid token. Send `Authorization: Bearer <token>`.', {
    rule: 'H8',
    cause,
    headers: challenge(error),
  });

const invalidToken = ({ reason }: TokenRefused): Problem => signInRequired(reason, ', error="invalid_token"');

const bearerTokenIn = (header: string | undefined): string => {
  const token = /^Bearer ([A-Za-z0-9_.-]+)$/i.exec(header ?? '')?.[1];
  if (token === undefined) throw signInRequired(header === undefined ? 'no token' : 'no bearer token');
  return token;
};

/** The member in `Ledger-On-Behalf-Of: <teamId>/<memberId>`. */
const memberIn = (header: Header): MemberRef => {
  const [teamId = '', memberId = '', ...rest] = String(header).split('/');
  if (rest.length > 0 || !ID_PATTERN.test(teamId) || !ID_PATTERN.test(memberId))
    throw new Problem(400, 'malformed-header', 'Invalid Ledger-On-Behalf-Of. Send <teamId>/<memberId>.');
  return { teamId, memberId };
};

const serviceCaller = ({ subject, scopes, expiresAt }: Claims, header: Header): Caller => {
  const actor = { kind: 'service', id: subject } as const;
  const service = { kind: 'service', actor, expiresAt, ...(scopes && { scopes }) } as const;
  if (header === undefined) return service;
  if (!scopes?.includes('act')) throw notForCaller('Ledger-On-Behalf-Of needs a service token with the scope act.');
  const member = memberIn(header);
  return { ...service, member, onBehalfOf: memberActor(member) };
};

const callerOf = (claims: Claims, header: Header): Caller => {
  const { kind, subject, team, expiresAt } = claims;
  if (kind === 'service') return serviceCaller(claims, header);
  if (kind !== 'member' || team === undefined) return { kind, actor: { kind, id: subject }, expiresAt };
  const member = { teamId: team, memberId: subject };
  return { kind, actor: memberActor(member), member, expiresAt };
};

/** Who made a request, by a token that the engine or its identity provider signed. */
const claimantOf = (claims: Claims): Claimant => {
  const { kind, actor } = callerOf(claims, undefined);
  return { kind, actor };
};

/** Limits of an address, before anything is known of its caller. */
export interface AddressLimits {
  /** Requests without a caller. */
  readonly anonymous: AttemptLimit;
  /** Tokens that were refused. */
  readonly refusedTokens: AttemptLimit;
}

/**
 * The claims of the request's token. Throws Problem without a valid one, and counts it against the address. An address
 * beyond its limit may only use tokens that were verified lately.
 */
const signIn = async (verifier: TokenVerifier, request: FastifyRequest, limits: AddressLimits): Promise<Claims> => {
  const { headers, ip } = request;
  if (headers.authorization === undefined) {
    limits.anonymous.assertBelow(ip);
    limits.anonymous.count(ip);
  }
  const token = bearerTokenIn(headers.authorization);
  const known = verifier.known(token);
  if (known) return known;
  limits.refusedTokens.assertBelow(ip);
  try {
    return await verifier.verify(token);
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    if (error.isSuspect) limits.refusedTokens.count(ip);
    if (error.claims) request.claimant = claimantOf(error.claims);
    throw invalidToken(error);
  }
};

/** 403: the request carries the cookie of the hub, but does not come from it. */
export const notFromHub = (): Problem =>
  new Problem(403, 'not-same-origin', 'Only pages of the hub may send requests with its cookie.', {
    cause: 'cookie from another origin of this host',
  });

/** 401: the request carries the cookie of the hub, but comes from a page of another site. */
export const fromForeignPage = (): Problem => signInRequired('cookie from a foreign origin');

/**
 * The claims of the session whose cookie the request carries; undefined without a cookie. Throws Problem for a session
 * that has ended, and for a request that no page of the hub makes. Cookies that cannot be opened count as refused
 * tokens; an address beyond its limit may only use others, so that nobody locks out those who share it.
 */
const signInBySession = async (
  sessions: HubSessions,
  request: FastifyRequest,
  limits: AddressLimits,
): Promise<Claims | undefined> => {
  if (sessions.cookies.session(request) === undefined) return undefined;
  const origin = sessions.cookies.originOf(request);
  if (origin === 'foreign') throw fromForeignPage();
  if (origin !== 'own') throw notFromHub();
  const presented = await sessions.presented(request);
  if (!presented) return undefined;
  const { session, endedBecause } = presented;
  if (session) request.claimant = claimantOf(claimsOfSession(session));
  else {
    limits.refusedTokens.assertBelow(request.ip);
    limits.refusedTokens.count(request.ip);
  }
  if (!session || endedBecause !== undefined)
    throw new Problem(401, 'session-ended', 'The session has ended. Sign in again.', {
      rule: 'H8',
      cause: `session ${endedBecause}`,
      details: { endedBecause },
      headers: challenge(),
    });
  request.session = session;
  return claimsOfSession(session);
};

/**
 * Throws Problem if a service's token lacks the scope of the route. Tokens without any scope were issued for an earlier
 * version, in which the kind was sufficient: they pass where that version had the route, with a warning in the log.
 */
const assertScope = ({ kind, scopes }: Claims, request: FastifyRequest): void => {
  const scope = request.routeOptions.config.access?.scope;
  if (kind !== 'service' || scope === undefined || scopes?.includes(scope)) return;
  if (!hasScope(scopes, scope)) throw scopeRequired(scope);
  request.server.refusals.warn(
    `A service token without scopes was used for ${scope}; the next version refuses it`,
    request,
  );
};

/**
 * H8: verifies the token, or without one the session of the hub, before the body is read; checks the route's roles and
 * sets `request.caller`. `publicBy`: the settings that open routes to everyone.
 */
export const signInHook =
  (verifier: TokenVerifier, sessions: HubSessions, limits: AddressLimits, publicBy: ReadonlySet<string> = new Set()) =>
  async (request: FastifyRequest): Promise<void> => {
    const { access } = request.routeOptions.config;
    if (request.is404) {
      limits.anonymous.assertBelow(request.ip);
      limits.anonymous.count(request.ip);
    }
    if (!access || request.is404) return;
    const isPublic = access.publicBy !== undefined && publicBy.has(access.publicBy);
    if (isPublic && request.headers.authorization === undefined) {
      limits.anonymous.assertBelow(request.ip);
      limits.anonymous.count(request.ip);
      return;
    }
    const bySession =
      request.headers.authorization === undefined ? await signInBySession(sessions, request, limits) : undefined;
    const claims = bySession ?? (await signIn(verifier, request, limits));
    request.claimant = claimantOf(claims);
    if (!isPublic && !access.roles.includes(claims.kind)) throw wrongKind(access.roles);
    assertScope(claims, request);
    const caller = callerOf(claims, request.headers['ledger-on-behalf-of']);
    request.claimant = { ...request.claimant, onBehalfOf: caller.onBehalfOf };
    if (caller.onBehalfOf && access.onBehalfOf === undefined) throw notForMembers();
    if (caller.kind === 'service' && access.onBehalfOf === 'required') requireMember(caller);
    request.caller = caller;
  };
