import { ID_PATTERN } from '@ledgerdesk/events';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.js';
import { type Caller, type Claims, memberActor, type MemberRef } from './caller.js';
import type { TokenVerifier } from './token-verifier.js';

const signIn = (): Problem =>
  new Problem(401, 'sign-in-required', 'Sign in: send a valid token as `Authorization: Bearer …`.', { rule: 'H8' });

const forbidden = (detail: string): Problem => new Problem(403, 'not-for-this-caller', detail);

const bearer = (header: string | undefined): string => {
  const token = /^Bearer ([A-Za-z0-9_.-]+)$/i.exec(header ?? '')?.[1];
  if (token === undefined) throw signIn();
  return token;
};

/** The member named in `Ledger-On-Behalf-Of: <teamId>/<memberId>`. */
const named = (header: string | string[] | undefined): MemberRef => {
  const [teamId = '', memberId = '', ...rest] = String(header).split('/');
  if (rest.length > 0 || !ID_PATTERN.test(teamId) || !ID_PATTERN.test(memberId)) {
    throw new Problem(400, 'malformed-header', 'Ledger-On-Behalf-Of takes <teamId>/<memberId>.');
  }
  return { teamId, memberId };
};

const service = ({ subject, scopes }: Claims, header: string | string[] | undefined): Caller => {
  const actor = { kind: 'service', id: subject } as const;
  if (header === undefined) return { kind: 'service', actor };
  if (!scopes.includes('act')) throw forbidden('To act for a member, a service token needs the scope act.');
  const member = named(header);
  return { kind: 'service', actor, member, onBehalfOf: memberActor(member) };
};

const callerOf = (claims: Claims, header: string | string[] | undefined): Caller => {
  const { kind, subject, team } = claims;
  if (kind === 'service') return service(claims, header);
  if (kind !== 'member' || team === undefined) return { kind, actor: { kind, id: subject } };
  const member = { teamId: team, memberId: subject };
  return { kind, actor: memberActor(member), member };
};

/** H8: looks at the token before the body is read, and lets in the kinds of callers that the route is open to. */
export const signInHook =
  (verifier: TokenVerifier) =>
  async (request: FastifyRequest): Promise<void> => {
    const { access } = request.routeOptions.config;
    if (!access || request.is404) return;
    const claims = await verifier.verify(bearer(request.headers.authorization));
    if (!claims) throw signIn();
    if (!access.roles.includes(claims.kind)) throw forbidden(`This is for: ${access.roles.join(', ')}.`);
    const caller = callerOf(claims, request.headers['ledger-on-behalf-of']);
    if (caller.onBehalfOf && !access.roles.includes('member'))
      throw forbidden('This is not for members: leave Ledger-On-Behalf-Of out.');
    request.caller = caller;
  };
