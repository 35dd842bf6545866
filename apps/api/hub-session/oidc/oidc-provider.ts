import { errorCodeOf, isRecord, messageOf, MINUTE } from '@ledgerdesk/kernel';
import type * as OpenIdClient from 'openid-client';
import type { Claims } from '../../platform/auth/caller.js';
import type { OidcClientConfig } from '../../platform/auth/session/session-config.js';
import { claimsOf } from '../../platform/auth/token-claims.js';
import { TokenRefused } from '../../platform/auth/token-refused.js';
import { HUB_HOME } from './return-path.js';
import type { SignInAttempt } from './sign-in-attempt.js';
import { SignInFailed } from './sign-in-failure.js';

/** Path to which the provider sends browsers back. */
const CALLBACK_PATH = '/hub/sign-in/callback';

/** Time limit of a request to the provider. */
const TIMEOUT_SECONDS = 10;
/** Permitted difference between the clocks of the provider and the engine. */
const CLOCK_TOLERANCE_SECONDS = 60;
/** Time for which the provider's discovery document is cached, in ms. */
const KEPT_MS = 3_600_000;
/** Shortest time between two reads of the document, in ms: failing sign-ins must not cause more requests. */
const KEPT_AFTER_FAILURE_MS = MINUTE;
/** Delay before an unreachable provider is tried again, in ms. */
const RETRY_MS = 2_000;

/** Maximum number of concurrent requests to the provider. Further sign-ins are refused. */
const MAX_CALLS = 20;

/** The library is loaded where people sign in by a provider. */
const library = () => import('openid-client');

const UNREACHABLE: readonly unknown[] = ['OAUTH_TIMEOUT', 'OAUTH_ABORT'];

/** `fetch` reports a failed connection by its message, with the fault as its cause; the library wraps both. */
const isUnreachable = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false;
  const isKnown = messageOf(error) === 'fetch failed' || UNREACHABLE.includes(errorCodeOf(error));
  return isKnown || ('cause' in error && isUnreachable(error.cause));
};

/** Error codes of OAuth 2.0 and OpenID Connect, as IANA registers them. */
const REGISTERED_CODES: ReadonlySet<string> = new Set([
  'access_denied',
  'account_selection_required',
  'consent_required',
  'interaction_required',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_request_object',
  'invalid_request_uri',
  'invalid_scope',
  'invalid_target',
  'login_required',
  'registration_not_supported',
  'request_not_supported',
  'request_uri_not_supported',
  'server_error',
  'temporarily_unavailable',
  'unauthorized_client',
  'unmet_authentication_requirements',
  'unsupported_grant_type',
  'unsupported_response_type',
]);

/** A registered code, which may be logged; anything else may come from whoever made the request. */
const oauthCode = (error: string): string => (REGISTERED_CODES.has(error) ? error : 'unknown error');

/** True for an error of the parameters with which the browser came back: they say nothing of the provider. */
const isOfCallback = (error: unknown): boolean =>
  error instanceof Error &&
  ((isRecord(error.cause) && error.cause['parameters'] instanceof URLSearchParams) || isOfCallback(error.cause));

interface Discovered {
  readonly client: typeof OpenIdClient;
  readonly config: OpenIdClient.Configuration;
}

/** An OpenID Connect provider, by which people sign in: authorization code flow with PKCE, `state` and `nonce`. */
export class OidcProvider {
  private discovered: Promise<Discovered> | undefined;
  private readAt = -Infinity;
  /** What was read last, however long ago. */
  private latest: Discovered | undefined;
  private calls = 0;

  constructor(
    private readonly options: OidcClientConfig,
    private readonly elapsed: () => number = () => performance.now(),
  ) {}

  /**
   * A new attempt and the address at which it continues. `asks`: the provider asks who signs in, also where somebody is
   * signed in to it. Rejects with SignInFailed.
   */
  begin(returnTo: string, asks = false): Promise<{ readonly attempt: SignInAttempt; readonly url: URL }> {
    return this.limited(async () => {
      const { client, config } = await this.discover();
      const attempt: SignInAttempt = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        returnTo,
      };
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: this.hubUrl(CALLBACK_PATH),
        scope: this.options.scope,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        ...(asks && { prompt: 'login' }),
      });
      return { attempt, url };
    });
  }

  /** Redeems the response of the provider, in the address of the callback. Rejects with SignInFailed. */
  finish(address: string, attempt: SignInAttempt): Promise<Claims> {
    return this.limited(async () => {
      const { client, config } = await this.discover();
      try {
        const tokens = await client.authorizationCodeGrant(config, new URL(address, this.options.publicUrl), {
          expectedState: attempt.state,
          expectedNonce: attempt.nonce,
          pkceCodeVerifier: attempt.verifier,
          idTokenExpected: true,
        });
        return claimsOf(tokens.claims() ?? {}, this.options.claims);
      } catch (error) {
        throw this.failureOf(error, client);
      }
    });
  }

  /** Where the provider ends its own session; undefined if it does not say, or has not been read: it is not asked. */
  endSessionUrl(): string | undefined {
    if (!this.latest) return undefined;
    const { client, config } = this.latest;
    if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
    return client.buildEndSessionUrl(config, { post_logout_redirect_uri: this.hubUrl(HUB_HOME) }).href;
  }

  private async limited<T>(call: () => Promise<T>): Promise<T> {
    if (this.calls >= MAX_CALLS) throw new SignInFailed('provider-unavailable', 'too many sign-ins at once');
    this.calls += 1;
    try {
      return await call();
    } finally {
      this.calls -= 1;
    }
  }

  private hubUrl(path: string): string {
    return new URL(path, this.options.publicUrl).href;
  }

  /** Reads the description of the provider (OpenID Connect Discovery), once for all who wait for it. */
  private discover(): Promise<Discovered> {
    const isKept = this.elapsed() - this.readAt < KEPT_MS;
    if (this.discovered && isKept) return this.discovered;
    this.readAt = this.elapsed();
    const read = this.read().catch((error: unknown) => {
      this.readAt = this.elapsed() - KEPT_MS + RETRY_MS;
      throw new SignInFailed('provider-unavailable', `discovery failed: ${messageOf(error)}`, { cause: error });
    });
    this.discovered = read;
    return read;
  }

  private async read(): Promise<Discovered> {
    const client = await library();
    const { issuer, clientId, clientSecret } = this.options;
    const isPlain = issuer.startsWith('http:');
    const config = await client.discovery(
      new URL(issuer),
      clientId,
      { [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
      clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret),
      { timeout: TIMEOUT_SECONDS, execute: isPlain ? [client.allowInsecureRequests] : [] },
    );
    config.timeout = TIMEOUT_SECONDS;
    // Signatures are verified although the token comes from the provider itself: a proxy may be in between.
    client.enableNonRepudiationChecks(config);
    return (this.latest = { client, config });
  }

  private failureOf(error: unknown, client: typeof OpenIdClient): SignInFailed {
    const failed = (failure: SignInFailed['failure'], reason: string) =>
      new SignInFailed(failure, reason, { cause: error });
    if (error instanceof TokenRefused) return failed('claims-missing', error.reason);
    if (error instanceof client.AuthorizationResponseError) return failed('provider-refused', oauthCode(error.error));
    if (error instanceof client.ResponseBodyError)
      return failed('provider-refused', `token endpoint: ${oauthCode(error.error)}`);
    if (isOfCallback(error)) return failed('token-refused', 'invalid parameters of the callback');
    const isDown = isUnreachable(error);
    // Keys or endpoints of the provider may have changed.
    if (isDown || this.elapsed() - this.readAt >= KEPT_AFTER_FAILURE_MS) this.discovered = undefined;
    if (isDown) return failed('provider-unavailable', messageOf(error));
    return failed('token-refused', errorCodeOf(error) ?? messageOf(error));
  }
}
