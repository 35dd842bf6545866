import { ID_PATTERN } from '@ledgerdesk/kernel';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.js';
import { type Caller, type Claims, memberActor, type MemberRef } from './caller.js';
import type { TokenVerifier } from './token-verifier.js';

type Header = string | string[] | undefined;

/** The challenge of RFC 6750: with an error only if a token was sent. */
const signInRequired = (error = ''): Problem =>
  new Problem(401, 'sign-in-required', 'Missing or invalid token. Send `Authorization: Bearer <token>`.', {
    rule: 'H8',
    headers: { 'www-authenticate': `Bearer realm="ledgerdesk"${error}` },
  });

const invalidToken = (): Problem => signInRequired(', error="invalid_token"');

const forbidden = (detail: string): Problem => new Problem(403, 'not-for-this-caller', detail);

const bearerTokenIn = (header: string | undefined): string => {
  const token = /^Bearer ([A-Za-z0-9_.-]+)$/i.exec(header ?? '')?.[1];
  if (token === undefined) throw signInRequired();
  return token;
};

/** The member in `Ledger-On-Behalf-Of: <teamId>/<memberId>`. */
const memberIn = (header: Header): MemberRef => {
  const [teamId = '', memberId = '', ...rest] = String(header).split('/');
  if (rest.length > 0 || !ID_PATTERN.test(teamId) || !ID_PATTERN.test(memberId))
    throw new Problem(400, 'malformed-header', 'Invalid Ledger-On-Behalf-Of. Send <teamId>/<memberId>.');
  return { teamId, memberId };
};

const serviceCaller = ({ subject, scopes }: Claims, header: Header): Caller => {
  const actor = { kind: 'service', id: subject } as const;
  if (header === undefined) return { kind: 'service', actor };
  if (!scopes.includes('act')) throw forbidden('Ledger-On-Behalf-Of needs a service token with the scope act.');
  const member = memberIn(header);
  return { kind: 'service', actor, member, onBehalfOf: memberActor(member) };
};

const callerOf = (claims: Claims, header: Header): Caller => {
  const { kind, subject, team } = claims;
  if (kind === 'service') return serviceCaller(claims, header);
  if (kind !== 'member' || team === undefined) return { kind, actor: { kind, id: subject } };
  const member = { teamId: team, memberId: subject };
  return { kind, actor: memberActor(member), member };
};

/** H8: verifies the token before the body is read, checks the route's roles and sets `request.caller`. */
export const signInHook =
  (verifier: TokenVerifier) =>
  async (request: FastifyRequest): Promise<void> => {
    const { access } = request.routeOptions.config;
    if (!access || request.is404) return;
    const claims = await verifier.verify(bearerTokenIn(request.headers.authorization));
    if (!claims) throw invalidToken();
    if (!access.roles.includes(claims.kind))
      throw forbidden(`This route needs a token of kind ${access.roles.join(', ')}.`);
    const caller = callerOf(claims, request.headers['ledger-on-behalf-of']);
    if (caller.onBehalfOf && !access.roles.includes('member'))
      throw forbidden('This route is not available to members. Omit Ledger-On-Behalf-Of.');
    request.caller = caller;
  };
