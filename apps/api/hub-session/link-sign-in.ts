import { isRefusal } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors } from 'jose';
import type { HubSession } from '../platform/auth/session/hub-session.js';
import { HubSessions } from '../platform/auth/session/hub-sessions.js';
import type { HubSessionConfig } from '../platform/auth/session/session-config.js';
import { notFromHub } from '../platform/auth/sign-in.hook.js';
import { TokenRefused } from '../platform/auth/token-refused.js';
import { problemOf } from '../platform/http/problem.js';
import { HUB_SESSION_CONFIG } from '../platform/tokens.js';
import { linkExpired, linkInvalid, linkNotAccepted, linkNotLocal, linkUsed } from './link-problems.js';
import { type Link, verifyLink } from './link-token.js';
import { isLocalRequest } from './local-request.js';
import { ReplacedSessions } from './replaced-sessions.js';
import { SignInRecord } from './sign-in-record.js';

const problemFor = (error: unknown): unknown => {
  if (error instanceof errors.JWTExpired) return linkExpired();
  if (error instanceof errors.JOSEError) return linkInvalid(error.code);
  return error instanceof TokenRefused ? linkInvalid(error.reason) : error;
};

/** Signs people in by links of `ledgerdesk hub-link`: in development, on this machine, once. */
@Injectable()
export class LinkSignIn {
  constructor(
    @Inject(HUB_SESSION_CONFIG) private readonly config: HubSessionConfig,
    private readonly sessions: HubSessions,
    private readonly record: SignInRecord,
    private readonly replaced: ReplacedSessions,
  ) {}

  /** Starts a session and sets its cookie on the reply. Throws Problem if the link or the person is refused. */
  async signIn(reply: FastifyReply, token: string): Promise<HubSession> {
    const { request } = reply;
    const { id, claims, expiresAt } = await this.linkOf(request, token);
    if (!(await this.sessions.useLink(id, expiresAt))) throw linkUsed();
    const session = await this.sessions.begin(claims);
    if (isRefusal(session)) {
      await this.record.add(request, claims, { outcome: 'refused', status: 403 });
      throw problemOf(session);
    }
    await this.record.add(request, claims, { outcome: 'shown', status: 200, sessionId: session.id });
    await this.replaced.end(request, await this.replaced.of(request), 200);
    await this.sessions.give(reply, session);
    return session;
  }

  private async linkOf(request: FastifyRequest, token: string): Promise<Link> {
    if (this.config.signIn !== 'link') throw linkNotAccepted();
    if (!isLocalRequest(request)) throw linkNotLocal();
    // A page of a name that leads to this machine (DNS rebinding) is same-origin, too.
    if (!this.sessions.cookies.hasOwnOrigin(request)) throw notFromHub();
    try {
      return await verifyLink(token, this.config.linkKey());
    } catch (error) {
      throw problemFor(error);
    }
  }
}
