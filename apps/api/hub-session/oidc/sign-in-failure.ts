/** Why a sign-in by the identity provider failed: the `code` of the page `/hub/sign-in-failed`. */
export const SIGN_IN_FAILURES = [
  'no-provider',
  'provider-unavailable',
  'provider-refused',
  'state-mismatch',
  'token-refused',
  'claims-missing',
  'service-refused',
  'member-not-active',
  'retired-agent',
  'unavailable',
] as const;
export type SignInFailure = (typeof SIGN_IN_FAILURES)[number];

/** A sign-in failed. `reason` is for the log only and contains nothing personal. */
export class SignInFailed extends Error {
  constructor(
    readonly failure: SignInFailure,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${failure}: ${reason}`, options);
  }
}
