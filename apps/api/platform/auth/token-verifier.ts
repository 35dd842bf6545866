import { errorCodeOf } from '@ledgerdesk/kernel';
import { ID_PATTERN } from '@ledgerdesk/events';
import { createHash, createPublicKey } from 'node:crypto';
import { createRemoteJWKSet, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { type Claims, TOKEN_KINDS } from './caller.js';

/** Where tokens come from and for whom they must be made. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  /** Keys of an identity provider; without it the engine's own key is used. */
  readonly jwksUrl?: string;
  readonly ownKey: () => string;
}

interface Verified {
  readonly claims: Claims;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

const OWN = ['EdDSA'];
const FOREIGN = ['EdDSA', 'ES256', 'RS256', 'PS256'];
const MAX_REMEMBERED_SECONDS = 300;

const isId = (value: unknown): value is string => typeof value === 'string' && ID_PATTERN.test(value);

/** The claims that the engine reads, or undefined where one is missing or malformed. */
const claimsOf = ({ sub, kind, team, scope }: JWTPayload): Claims | undefined => {
  const known = TOKEN_KINDS.find((name) => name === kind);
  if (!known || !isId(sub) || (known === 'member' && !isId(team))) return undefined;
  return {
    kind: known,
    subject: sub,
    scopes: typeof scope === 'string' ? scope.split(' ') : [],
    ...(isId(team) ? { team } : {}),
  };
};

/** What jose says when the keys are there, but none of them fits the token. */
const NONE_FITS: readonly unknown[] = [
  'ERR_JWKS_NO_MATCHING_KEY',
  'ERR_JWKS_MULTIPLE_MATCHING_KEYS',
  'ERR_JOSE_NOT_SUPPORTED',
];

/** The identity provider's keys cannot be fetched: nobody knows whether the token is good. */
export class KeysUnavailable extends Error {
  readonly code = 'keys-unavailable';
  constructor(url: string, cause: unknown) {
    super(`No usable keys at ${url}, which JWKS_URL names: ${String(cause)}`, { cause });
  }
}

const keysAt = (url: string): JWTVerifyGetKey => {
  const keys = createRemoteJWKSet(new URL(url));
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (fault) {
      throw NONE_FITS.includes(errorCodeOf(fault)) ? fault : new KeysUnavailable(url, fault);
    }
  };
};

const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

/** Verifies bearer tokens (RFC 7519); remembers each by its hash until it expires, five minutes at the most. */
export class TokenVerifier {
  private readonly remembered = new LRUCache<string, Verified>({ max: 50_000 });
  private readonly key: JWTVerifyGetKey;
  private readonly options: JWTVerifyOptions;

  constructor({ issuer, audience, jwksUrl, ownKey }: Issuer) {
    this.options = {
      issuer,
      audience,
      algorithms: jwksUrl === undefined ? OWN : FOREIGN,
      requiredClaims: ['exp', 'sub'],
    };
    const own = jwksUrl === undefined ? createPublicKey(ownKey()) : undefined;
    this.key = jwksUrl === undefined ? async () => own as NonNullable<typeof own> : keysAt(jwksUrl);
  }

  /** The claims of a good token; undefined for any other. Rejects with KeysUnavailable. */
  async verify(token: string): Promise<Claims | undefined> {
    const hash = createHash('sha256').update(token).digest('base64');
    const known = this.remembered.get(hash);
    if (known && known.expiresAt > nowInSeconds()) return known.claims;
    const verified = await this.check(token);
    if (verified) this.remembered.set(hash, verified);
    return verified?.claims;
  }

  private async check(token: string): Promise<Verified | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.key, this.options);
      const claims = claimsOf(payload);
      return claims && { claims, expiresAt: Math.min(payload.exp ?? 0, nowInSeconds() + MAX_REMEMBERED_SECONDS) };
    } catch (fault) {
      if (fault instanceof KeysUnavailable) throw fault;
      return undefined;
    }
  }
}
