import { importPKCS8, jwtVerify, SignJWT } from 'jose';
import { createPublicKey, randomUUID } from 'node:crypto';
import { MINUTE } from '@ledgerdesk/kernel';
import type { Claims } from '../platform/auth/caller.js';
import { type PersonKind, PERSON_KINDS } from '../platform/auth/session/hub-session.js';
import { claimsOf } from '../platform/auth/token-claims.js';

/** Life of a sign-in link. */
const LINK_MS = 10 * MINUTE;
/** Neither an audience that a setting can name nor the type of a token: a link is no token of the API. */
const AUDIENCE = 'sign-in link of the hub';
const TYPE = 'hub-link+jwt';
const ALGORITHM = 'EdDSA';

/** Whom a link signs in. */
export interface LinkOptions {
  readonly kind: PersonKind;
  readonly subject?: string;
  readonly team?: string;
}

/** A verified link. */
export interface Link {
  /** Random. */
  readonly id: string;
  readonly claims: Claims;
  /** In ms since the epoch. */
  readonly expiresAt: number;
}

/** Signs the token of a link with an engine's own key (PKCS #8 PEM of an Ed25519 key). */
export const signLink = async (ownKey: string, { kind, subject = kind, team }: LinkOptions): Promise<string> =>
  new SignJWT({ kind, ...(team !== undefined && { team }) })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setSubject(subject)
    .setAudience(AUDIENCE)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(new Date(Date.now() + LINK_MS))
    .sign(await importPKCS8(ownKey, ALGORITHM));

const CLAIMS = { subject: 'sub', kind: 'kind', team: 'team', scope: 'scope' } as const;

/** Verifies the token of a link. Rejects with a JOSEError or TokenRefused. */
export const verifyLink = async (token: string, ownKey: string): Promise<Link> => {
  const { payload } = await jwtVerify(token, createPublicKey(ownKey), {
    audience: AUDIENCE,
    typ: TYPE,
    algorithms: [ALGORITHM],
    maxTokenAge: LINK_MS / 1_000,
    requiredClaims: ['exp', 'jti', 'sub'],
  });
  const claims = claimsOf(payload, CLAIMS);
  if (!PERSON_KINDS.some((kind) => kind === claims.kind)) throw new TypeError('A link is for people.');
  return { id: String(payload.jti), claims, expiresAt: (payload.exp ?? 0) * 1_000 };
};
