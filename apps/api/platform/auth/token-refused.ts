import type { Claims } from './caller.js';

/** A token is not accepted. The reason is for the log only and contains nothing of the token. */
export class TokenRefused extends Error {
  constructor(
    readonly reason: string,
    /** False for a token that was once valid: nobody forged it. */
    readonly isSuspect = true,
    /** Who used an expired token; undefined for any other token. */
    readonly claims?: Claims,
  ) {
    super(reason);
  }
}
