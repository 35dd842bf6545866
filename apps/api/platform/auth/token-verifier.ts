import { errorCodeOf, ID_PATTERN } from '@ledgerdesk/kernel';
import { createRemoteJWKSet, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { createHash, createPublicKey } from 'node:crypto';
import { type Claims, TOKEN_KINDS } from './caller.js';

/** Expected issuer and audience of tokens, and the key that verifies them. */
interface TokenIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** JWKS URL of an identity provider. Absent: the engine's own key. */
  readonly jwksUrl?: string;
  readonly ownKey: () => string;
}

interface VerifiedToken {
  readonly claims: Claims;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

const OWN_ALGORITHMS = ['EdDSA'];
const JWKS_ALGORITHMS = ['EdDSA', 'ES256', 'RS256', 'PS256'];
const MAX_CACHE_SECONDS = 300;

const isId = (value: unknown): value is string => typeof value === 'string' && ID_PATTERN.test(value);

/** The claims that the engine uses. Undefined if one is missing or malformed. */
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

/** Errors of jose for a key set that was fetched but has no key for the token. */
const NO_MATCHING_KEY: readonly unknown[] = [
  'ERR_JWKS_NO_MATCHING_KEY',
  'ERR_JWKS_MULTIPLE_MATCHING_KEYS',
  'ERR_JOSE_NOT_SUPPORTED',
];

/** Thrown if the identity provider's keys cannot be fetched, so that tokens cannot be verified. */
class KeysUnavailable extends Error {
  readonly code = 'keys-unavailable';
  constructor(url: string, cause: unknown) {
    super(`Cannot fetch keys from JWKS_URL ${url}: ${String(cause)}`, { cause });
  }
}

const remoteKeys = (url: string): JWTVerifyGetKey => {
  const keys = createRemoteJWKSet(new URL(url));
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      throw NO_MATCHING_KEY.includes(errorCodeOf(error)) ? error : new KeysUnavailable(url, error);
    }
  };
};

const ownKey = (pem: string): JWTVerifyGetKey => {
  const key = createPublicKey(pem);
  return async () => key;
};

const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

/** Verifies bearer tokens (RFC 7519). Caches results by the token's hash, at most for five minutes. */
export class TokenVerifier {
  private readonly cache = new LRUCache<string, VerifiedToken>({ max: 50_000 });
  private readonly key: JWTVerifyGetKey;
  private readonly options: JWTVerifyOptions;

  constructor(config: TokenIssuer) {
    const { issuer, audience, jwksUrl } = config;
    this.options = {
      issuer,
      audience,
      algorithms: jwksUrl === undefined ? OWN_ALGORITHMS : JWKS_ALGORITHMS,
      requiredClaims: ['exp', 'sub'],
    };
    this.key = jwksUrl === undefined ? ownKey(config.ownKey()) : remoteKeys(jwksUrl);
  }

  /** The claims of a valid token, undefined for an invalid one. Rejects with KeysUnavailable. */
  async verify(token: string): Promise<Claims | undefined> {
    const hash = createHash('sha256').update(token).digest('base64');
    const cached = this.cache.get(hash);
    if (cached && cached.expiresAt > nowInSeconds()) return cached.claims;
    const verified = await this.check(token);
    if (verified) this.cache.set(hash, verified);
    return verified?.claims;
  }

  private async check(token: string): Promise<VerifiedToken | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.key, this.options);
      const claims = claimsOf(payload);
      return claims && { claims, expiresAt: Math.min(payload.exp ?? 0, nowInSeconds() + MAX_CACHE_SECONDS) };
    } catch (error) {
      if (error instanceof KeysUnavailable) throw error;
      return undefined;
    }
  }
}
