import { isRefusal } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Claims } from '../../platform/auth/caller.js';
import type { HubSession } from '../../platform/auth/session/hub-session.js';
import { HubSessions } from '../../platform/auth/session/hub-sessions.js';
import type { HubSessionConfig } from '../../platform/auth/session/session-config.js';
import { waitInactive } from '../../platform/http/request-queue.js';
import { HUB_SESSION_CONFIG } from '../../platform/tokens.js';
import { ReplacedSessions } from '../replaced-sessions.js';
import { SignInRecord } from '../sign-in-record.js';
import { OidcProvider } from './oidc-provider.js';
import { returnPath } from './return-path.js';
import { SignInAttempts } from './sign-in-attempt.js';
import { SIGN_IN_FAILURES, SignInFailed } from './sign-in-failure.js';

/** Signs people in by an OpenID Connect provider. */
@Injectable()
export class OidcSignIn {
  private readonly provider: OidcProvider | undefined;
  private known: SignInAttempts | undefined;

  constructor(
    @Inject(HUB_SESSION_CONFIG) private readonly config: HubSessionConfig,
    private readonly sessions: HubSessions,
    private readonly record: SignInRecord,
    private readonly replaced: ReplacedSessions,
  ) {
    this.provider = config.oidc && new OidcProvider(config.oidc);
  }

  /**
   * Begins a sign-in. Resolves to the address at the provider; for a browser that another site has sent, to the page of
   * the hub that was wanted, which offers to sign in if nobody is signed in. Rejects with SignInFailed.
   */
  async begin(reply: FastifyReply, wanted: unknown, asks: boolean): Promise<string> {
    const provider = this.required();
    const returnTo = returnPath(wanted);
    // From there, the browser sends no strict cookie: the session that is replaced would not be ended.
    if (reply.request.headers['sec-fetch-site'] === 'cross-site') return returnTo;
    const { attempt, url } = await waitInactive(reply.request.raw, () => provider.begin(returnTo, asks));
    await this.attempts.begin(reply, attempt, await this.replaced.of(reply.request));
    return url.href;
  }

  /** Completes a sign-in and sets the session cookie. Resolves with the return path. Rejects with SignInFailed. */
  async finish(reply: FastifyReply): Promise<string> {
    const provider = this.required();
    const { request } = reply;
    const state = new URL(request.url, 'http://hub.invalid').searchParams.get('state') ?? '';
    const attempt = await this.attempts.finish(reply, state);
    if (!attempt) throw new SignInFailed('state-mismatch', 'no attempt of this browser');
    if (!(await this.sessions.useAttempt(attempt.state, attempt.expiresAt)))
      throw new SignInFailed('state-mismatch', 'the attempt was used before');
    const claims = await waitInactive(request.raw, () => provider.finish(request.url, attempt));
    const session = await this.sessionOf(reply, claims);
    await this.record.add(request, claims, { outcome: 'shown', status: 302, sessionId: session.id });
    // A browser that comes back with another one has signed in in another tab meanwhile.
    for (const one of [attempt.replaces, await this.replaced.of(request)]) await this.replaced.end(request, one, 302);
    await this.sessions.give(reply, session);
    return attempt.returnTo;
  }

  /** Address at which the provider ends its own session; undefined without a provider, or if it names none. */
  endSessionUrl(): string | undefined {
    return this.provider?.endSessionUrl();
  }

  private async sessionOf({ request }: FastifyReply, claims: Claims): Promise<HubSession> {
    if (claims.kind === 'service') throw new SignInFailed('service-refused', 'a service has a token');
    const session = await this.sessions.begin(claims);
    if (!isRefusal(session)) return session;
    await this.record.add(request, claims, { outcome: 'refused', status: 403 });
    const failure = SIGN_IN_FAILURES.find((known) => known === session.code) ?? 'unavailable';
    throw new SignInFailed(failure, 'not a person who may sign in');
  }

  private required(): OidcProvider {
    if (!this.provider) throw new SignInFailed('no-provider', 'OIDC_ISSUER is not set');
    return this.provider;
  }

  private get attempts(): SignInAttempts {
    return (this.known ??= new SignInAttempts(this.config, this.sessions.cookies));
  }
}
