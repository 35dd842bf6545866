import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { HubSession } from '../platform/auth/session/hub-session.js';
import { HubSessions } from '../platform/auth/session/hub-sessions.js';
import type { HubSessionConfig } from '../platform/auth/session/session-config.js';
import { fromForeignPage, notFromHub } from '../platform/auth/sign-in.hook.js';
import { HUB_SESSION_CONFIG } from '../platform/tokens.js';
import { type HubSessionView, toHubSession, toPresentedSession } from './hub-session.view.js';
import { LinkSignIn } from './link-sign-in.js';
import { OidcSignIn } from './oidc/oidc-sign-in.js';
import { SignInByLink } from './sign-in-by-link.dto.js';
import { SignInRecord } from './sign-in-record.js';

/** Sign-outs that are remembered as recorded: one that is repeated is on record once. */
const RECORDED = 10_000;

/** The session of a browser, for the pages of the hub. No part of the API: pages and engine change together. */
@ApiExcludeController()
@Controller('hub/session')
export class HubSessionController {
  private readonly recorded = new LRUCache<string, true>({ max: RECORDED });

  constructor(
    @Inject(HUB_SESSION_CONFIG) private readonly config: HubSessionConfig,
    private readonly sessions: HubSessions,
    private readonly links: LinkSignIn,
    private readonly oidc: OidcSignIn,
    private readonly record: SignInRecord,
  ) {}

  /**
   * Who is signed in, for every request: one that no page of the hub makes learns that nobody is. A cookie that cannot
   * be opened is cleared: it would be refused with each request.
   */
  @Get()
  async show(@Res({ passthrough: true }) reply: FastifyReply): Promise<HubSessionView> {
    const { cookies } = this.sessions;
    const isOwn = cookies.originOf(reply.request) === 'own';
    const presented = isOwn ? await this.sessions.presented(reply.request) : undefined;
    if (presented?.endedBecause === 'invalid') cookies.clearSession(reply);
    return toPresentedSession(this.config.signIn, presented);
  }

  /** Signs in by a link, in development. */
  @Post()
  @HttpCode(200)
  async signIn(
    @Body() { token }: SignInByLink,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HubSessionView> {
    this.assertFromHub(reply.request);
    return toHubSession(this.config.signIn, await this.links.signIn(reply, token));
  }

  /**
   * Signs out: ends the session on every engine. Responds with 204, or with the address at which the identity provider
   * ends its own session. Without a session nothing is ended. A sign-out that could not be stored, or is not on record,
   * can be repeated: the browser keeps the cookie.
   */
  @Delete()
  async signOut(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly endSessionUrl: string } | undefined> {
    const { request } = reply;
    this.assertFromHub(request);
    const session = await this.sessions.sessionOf(request);
    if (session) await this.end(request, session);
    this.sessions.cookies.clearSession(reply);
    const endSessionUrl = session && this.oidc.endSessionUrl();
    if (endSessionUrl !== undefined) return { endSessionUrl };
    void reply.code(204);
    return undefined;
  }

  /** Does not ask whether the session has ended: that may not be known, and ends nothing. */
  private async end(request: FastifyRequest, session: HubSession): Promise<void> {
    if (session.expiresAt <= Date.now()) return;
    await this.sessions.end(session, 'signed-out');
    if (this.recorded.has(session.id)) return;
    await this.record.add(request, session, { outcome: 'shown', status: 204, sessionId: session.id });
    this.recorded.set(session.id, true);
  }

  private assertFromHub(request: FastifyRequest): void {
    const origin = this.sessions.cookies.originOf(request);
    if (origin === 'foreign') throw fromForeignPage();
    if (origin !== 'own') throw notFromHub();
  }
}
