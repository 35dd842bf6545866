import { isRefusal, type Refusal } from '@ledgerdesk/kernel';
import { realTimers } from '@ledgerdesk/runtime';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { hash, randomBytes } from 'node:crypto';
import { concatMap, filter, map, merge, type Observable, startWith } from 'rxjs';
import { HUB_SESSION_CONFIG } from '../../tokens.js';
import type { Claims } from '../caller.js';
import { EndedSessions } from './ended-sessions.js';
import { contentOf, type EndedBecause, type HubSession, PERSON_KINDS, SESSION_MS, sessionIn } from './hub-session.js';
import { SealedCookie } from './sealed-cookie.js';
import { cookiePurpose, type HubSessionConfig } from './session-config.js';
import { SessionCookies } from './session-cookies.js';
import { SessionRights } from './session-rights.js';

/** What the cookie of a request stands for. */
export interface PresentedSession {
  /** Undefined if the cookie cannot be opened. */
  readonly session: HubSession | undefined;
  /** Why the session cannot be used; undefined if it can. */
  readonly endedBecause: EndedBecause | undefined;
}

const INVALID: PresentedSession = { session: undefined, endedBecause: 'invalid' };
/** Cookies that were opened lately: to open one takes longer than to look it up. */
const OPENED = 10_000;

/**
 * The sessions of the hub. Each is in the sealed cookie of its browser and nowhere else, so that every engine with the
 * same key knows it; those that ended early are listed until they expire.
 */
@Injectable()
export class HubSessions implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly cookies: SessionCookies;
  private readonly ended: EndedSessions;
  private readonly opened = new LRUCache<string, HubSession>({ max: OPENED });
  private sealer: SealedCookie | undefined;

  constructor(
    @Inject(HUB_SESSION_CONFIG) private readonly config: HubSessionConfig,
    private readonly rights: SessionRights,
  ) {
    this.cookies = new SessionCookies(config.publicUrl);
    this.ended = new EndedSessions({
      store: config.ended,
      timers: realTimers,
      now: () => Date.now(),
      elapsed: () => performance.now(),
      onTrouble: (error) => new Logger('hub').warn(`Cannot read who has signed out: ${String(error)}`),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.isServed) await this.ended.start();
  }

  onApplicationShutdown(): void {
    this.ended.close();
  }

  /** What the cookie of a request stands for; undefined without a cookie. Says nothing of where the request is from. */
  async presented(request: FastifyRequest): Promise<PresentedSession | undefined> {
    const cookie = this.cookies.session(request);
    if (cookie === undefined || cookie === '') return undefined;
    const session = await this.opens(cookie);
    return session ? { session, endedBecause: await this.endOf(session) } : INVALID;
  }

  /** The session that the cookie of a request contains, whether it has ended or not; undefined for none. */
  async sessionOf(request: FastifyRequest): Promise<HubSession | undefined> {
    return this.opens(this.cookies.session(request) ?? '');
  }

  /** A new session, which `give` signs the browser in with. Returns a refusal for who may not sign in. */
  async begin(claims: Claims): Promise<HubSession | Refusal> {
    const kind = PERSON_KINDS.find((known) => known === claims.kind);
    if (kind === undefined) throw new Error('A service does not sign in to the hub.');
    const roles = await this.rights.atSignIn(claims);
    if (isRefusal(roles)) return roles;
    const { subject, team } = claims;
    return {
      id: randomBytes(16).toString('base64url'),
      kind,
      subject,
      ...(kind === 'member' && team !== undefined && { team }),
      roles,
      expiresAt: Date.now() + SESSION_MS,
    };
  }

  /** Sets the cookie of a session. */
  async give(reply: FastifyReply, session: HubSession): Promise<void> {
    this.cookies.setSession(reply, await this.sealed.seal(contentOf(session)));
  }

  /** Ends a session on every engine. Rejects until that is stored. */
  end(session: HubSession, reason: EndedBecause): Promise<void> {
    return this.ended.end(session, reason);
  }

  /** Uses a link that works once. Resolves to false if it was used before, on any engine. */
  useLink(id: string, expiresAt: number): Promise<boolean> {
    return this.ended.useOnce(`link:${id}`, expiresAt);
  }

  /** Uses an attempt to sign in by the provider. Resolves to false if it was used before, on any engine. */
  useAttempt(state: string, expiresAt: number): Promise<boolean> {
    return this.ended.useOnce(`attempt:${state}`, expiresAt);
  }

  /** Emits while it is not known which sessions have ended. */
  get unknown(): Observable<void> {
    return this.ended.unknown;
  }

  /** Emits the reason when the session is ended, at once if it already was. Expiry alone emits nothing. */
  endings(session: HubSession): Observable<EndedBecause> {
    return merge(
      this.ended.changes.pipe(
        startWith(undefined),
        map(() => this.ended.endOf(session)),
      ),
      this.rights.changesOf(session).pipe(concatMap(() => this.endOf(session))),
    ).pipe(filter((because) => because !== undefined));
  }

  /** Why the session cannot be used; undefined if it can. A lost right ends it for good. */
  async endOf(session: HubSession): Promise<EndedBecause | undefined> {
    if (session.expiresAt <= Date.now()) return 'expired';
    await this.ended.assertKnown();
    const known = this.ended.endOf(session);
    if (known !== undefined) return known;
    const loss = await this.rights.lossOf(session);
    if (loss !== undefined) await this.ended.end(session, loss);
    return loss;
  }

  private async opens(cookie: string): Promise<HubSession | undefined> {
    if (this.config.signIn === 'none') return undefined;
    const key = hash('sha256', cookie, 'base64');
    const known = this.opened.get(key);
    if (known) return known;
    const content = await this.sealed.open(cookie);
    const session = content && sessionIn(content);
    if (session) this.opened.set(key, session);
    return session;
  }

  private get sealed(): SealedCookie {
    return (this.sealer ??= new SealedCookie(this.config.key(), cookiePurpose('session of the hub', this.config)));
  }
}
