import { isRecord, MINUTE } from '@ledgerdesk/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contentOf, type HubSession, sessionIn } from '../../platform/auth/session/hub-session.js';
import { SealedCookie } from '../../platform/auth/session/sealed-cookie.js';
import { cookiePurpose, type HubSessionConfig } from '../../platform/auth/session/session-config.js';
import type { SessionCookies } from '../../platform/auth/session/session-cookies.js';
import { returnPath } from './return-path.js';

/** Time in which a person signs in at the provider. */
const ATTEMPT_MS = 10 * MINUTE;
const COOKIE = 'ledgerdesk-sign-in-';
/** Attempts of one browser at a time, such as tabs that it restores. Beyond, all earlier ones end. */
const MAX_ATTEMPTS = 4;
/** Characters of the state in the name of its cookie. */
const NAME_LENGTH = 8;

/** A sign-in that has begun, as its cookie holds it while the person is at the provider. */
export interface SignInAttempt {
  /** Binds the response of the provider to this browser (RFC 6749, section 10.12). */
  readonly state: string;
  /** Binds the ID token to this attempt. */
  readonly nonce: string;
  /** The secret of which the provider was sent the hash (PKCE, RFC 7636). */
  readonly verifier: string;
  /** Path below `/hub` to return to. */
  readonly returnTo: string;
}

/** An attempt of a browser that has come back. */
interface ReturnedAttempt extends SignInAttempt {
  /** In ms since the epoch. */
  readonly expiresAt: number;
  /** The session of the browser at that time, which the sign-in replaces. */
  readonly replaces: HubSession | undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * Keeps attempts in sealed cookies, one for each: `SameSite=Lax`, because the provider sends the browser back from
 * another site. No engine stores them, so that another engine may finish what one has begun.
 */
export class SignInAttempts {
  private readonly sealer: SealedCookie;

  constructor(
    config: HubSessionConfig,
    private readonly cookies: SessionCookies,
  ) {
    this.sealer = new SealedCookie(config.key(), cookiePurpose('attempt to sign in to the hub', config));
  }

  /** `replaces`: the session of the browser. From the provider, the browser comes back without its strict cookie. */
  async begin(reply: FastifyReply, attempt: SignInAttempt, replaces: HubSession | undefined): Promise<void> {
    this.limit(reply);
    const { state: s, nonce: n, verifier: v, returnTo: r } = attempt;
    const p = replaces && contentOf(replaces);
    const sealed = await this.sealer.seal({ s, n, v, r, p, e: Date.now() + ATTEMPT_MS });
    void reply.setCookie(this.nameOf(s, reply.request), sealed, { ...this.options(), maxAge: ATTEMPT_MS / 1_000 });
  }

  /**
   * The attempt that the provider's response belongs to; the browser forgets it. Undefined for none of this browser.
   * The caller sees to it that it is used once.
   */
  async finish(reply: FastifyReply, state: string): Promise<ReturnedAttempt | undefined> {
    const name = this.nameOf(state, reply.request);
    const cookie = reply.request.cookies[name];
    if (cookie === undefined) return undefined;
    void reply.clearCookie(name, this.options());
    const { s, n, v, r, p, e } = (await this.sealer.open(cookie)) ?? {};
    if (s !== state || !isText(n) || !isText(v) || typeof e !== 'number' || e <= Date.now()) return undefined;
    const replaces = isRecord(p) ? sessionIn(p) : undefined;
    return { state, nonce: n, verifier: v, returnTo: returnPath(r), replaces, expiresAt: e };
  }

  private limit(reply: FastifyReply): void {
    const begun = Object.keys(reply.request.cookies).filter((name) => name.includes(COOKIE));
    if (begun.length < MAX_ATTEMPTS) return;
    for (const name of begun) void reply.clearCookie(name, this.options());
  }

  private nameOf(state: string, request: FastifyRequest): string {
    const id = state.replaceAll(/[^\w-]/g, '').slice(0, NAME_LENGTH);
    return this.cookies.nameOf(`${COOKIE}${id}`, request);
  }

  private options() {
    return { ...this.cookies.options(), sameSite: 'lax' } as const;
  }
}
