import { errorCodeOf } from '@ledgerdesk/kernel';
import {
  createRemoteJWKSet,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose';
import { LRUCache } from 'lru-cache';
import { createPublicKey, hash } from 'node:crypto';
import type { Claims } from './caller.js';
import { type ClaimNames, claimsOf } from './token-claims.js';
import { assertLifetime } from './token-lifetime.js';
import { TokenRefused } from './token-refused.js';

/** Expected issuer and audience of tokens, and the key that verifies them. */
interface TokenIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** JWKS URL of an identity provider. Default: the engine's own key. */
  readonly jwksUrl?: string;
  readonly ownKey: () => string;
  readonly claims: ClaimNames;
  /** Longest life of a token. */
  readonly maxDays: number;
}

interface VerifiedToken {
  readonly claims: Claims;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

const OWN_ALGORITHMS = ['EdDSA'];
const JWKS_ALGORITHMS = ['EdDSA', 'ES256', 'RS256', 'PS256'];
const MAX_CACHE_SECONDS = 300;
/** Keys that are tried for a token that names none. */
const MAX_KEYS = 10;

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

/** Verifies a token whose key the key set leaves open: by each of the keys that fit, until one does. */
const verifyByAny = async (
  token: string,
  keys: errors.JWKSMultipleMatchingKeys,
  options: JWTVerifyOptions,
): Promise<JWTPayload> => {
  let tried = 0;
  for await (const key of keys) {
    if ((tried += 1) > MAX_KEYS) break;
    try {
      return (await jwtVerify(token, key, options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    }
  }
  throw new TokenRefused(`not signed by any of ${Math.min(tried, MAX_KEYS)} keys`);
};

/** The claims of an expired token, whose signature is valid; undefined if they name nobody. */
const claimsOfExpired = ({ payload }: errors.JWTExpired, names: ClaimNames): Claims | undefined => {
  try {
    return claimsOf(payload, names);
  } catch {
    return undefined;
  }
};

const reasonOf = (error: unknown, names: ClaimNames): TokenRefused => {
  if (error instanceof TokenRefused) return error;
  if (error instanceof errors.JWTExpired) return new TokenRefused('expired', false, claimsOfExpired(error, names));
  if (error instanceof errors.JWTClaimValidationFailed)
    return new TokenRefused(error.reason === 'missing' ? `no claim ${error.claim}` : `wrong claim ${error.claim}`);
  return new TokenRefused(error instanceof errors.JOSEError ? error.code : 'malformed');
};

/** Verifies bearer tokens (RFC 7519). Caches results by the token's hash, at most for five minutes. */
export class TokenVerifier {
  private readonly cache = new LRUCache<string, VerifiedToken>({ maxSize: 50_000, sizeCalculation: () => 1 });
  private readonly key: JWTVerifyGetKey;
  private readonly options: JWTVerifyOptions;

  constructor(private readonly config: TokenIssuer) {
    const { issuer, audience, jwksUrl } = config;
    this.options = {
      issuer,
      audience,
      algorithms: jwksUrl === undefined ? OWN_ALGORITHMS : JWKS_ALGORITHMS,
      requiredClaims: ['exp'],
    };
    this.key = jwksUrl === undefined ? ownKey(config.ownKey()) : remoteKeys(jwksUrl);
  }

  /** The claims of a token that was verified lately. */
  known(token: string): Claims | undefined {
    const cached = this.cache.get(hashOf(token));
    return cached && cached.expiresAt > nowInSeconds() ? cached.claims : undefined;
  }

  /** The claims of a token. Rejects with TokenRefused or KeysUnavailable. */
  async verify(token: string): Promise<Claims> {
    const known = this.known(token);
    if (known) return known;
    try {
      const payload = await this.payloadOf(token);
      assertLifetime(payload, nowInSeconds(), this.config.maxDays);
      const claims = claimsOf(payload, this.config.claims);
      const expiresAt = Math.min(payload.exp ?? 0, nowInSeconds() + MAX_CACHE_SECONDS);
      this.cache.set(hashOf(token), { claims, expiresAt });
      return claims;
    } catch (error) {
      throw error instanceof KeysUnavailable ? error : reasonOf(error, this.config.claims);
    }
  }

  private async payloadOf(token: string): Promise<JWTPayload> {
    try {
      return (await jwtVerify(token, this.key, this.options)).payload;
    } catch (error) {
      if (error instanceof errors.JWKSMultipleMatchingKeys) return verifyByAny(token, error, this.options);
      throw error;
    }
  }
}

const hashOf = (token: string): string => hash('sha256', token, 'base64');
