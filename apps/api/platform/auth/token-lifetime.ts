import type { JWTPayload } from 'jose';
import { TokenRefused } from './token-refused.js';

/** Seconds by which the clock of an identity provider may be ahead. */
const LEEWAY_SECONDS = 60;
const DAY_SECONDS = 86_400;

/**
 * Throws TokenRefused for a token that was issued in the future, or that is valid for longer than `maxDays`, counted
 * from its issue (`iat`) or, without one, from now.
 */
export const assertLifetime = ({ iat, exp = 0 }: JWTPayload, nowSeconds: number, maxDays: number): void => {
  if (iat !== undefined && !(iat <= nowSeconds + LEEWAY_SECONDS)) throw new TokenRefused('issued in the future (iat)');
  const from = iat === undefined ? nowSeconds : Math.min(iat, nowSeconds);
  if (!(exp - from <= maxDays * DAY_SECONDS + LEEWAY_SECONDS))
    throw new TokenRefused(`valid for longer than ${maxDays} days (exp; TOKEN_MAX_DAYS)`);
};
