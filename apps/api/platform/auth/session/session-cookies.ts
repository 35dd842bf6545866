import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type RequestOrigin, requestOrigin } from './request-origin.js';

/** Longer than a session, so that the page can say that it has expired. The sealed content says when. */
const KEPT_SECONDS = 24 * 3_600;

/** The names and attributes of the hub's cookies, by the origin of the hub. */
export class SessionCookies {
  /** `publicUrl`: the origin of the hub; undefined for the loopback address on which the engine listens. */
  constructor(private readonly publicUrl: string | undefined) {}

  /** Reads the cookie with the session; undefined without one. */
  session(request: FastifyRequest): string | undefined {
    return request.cookies[this.sessionName(request)];
  }

  setSession(reply: FastifyReply, value: string): void {
    const options = { ...this.options(), sameSite: 'strict', maxAge: KEPT_SECONDS } as const;
    void reply.setCookie(this.sessionName(reply.request), value, options);
  }

  clearSession(reply: FastifyReply): void {
    void reply.clearCookie(this.sessionName(reply.request), { ...this.options(), sameSite: 'strict' });
  }

  /** Where the page that makes the request is. */
  originOf(request: FastifyRequest): RequestOrigin {
    return requestOrigin(request.headers, this.ownOrigins(request));
  }

  /** Returns true if the request says that a page of the hub makes it: browsers do with each POST. */
  hasOwnOrigin(request: FastifyRequest): boolean {
    const { origin } = request.headers;
    return origin !== undefined && this.ownOrigins(request).includes(origin);
  }

  /**
   * The name of a cookie. Browsers keep `__Host-` cookies to this host over HTTPS; over HTTP they share cookies among
   * all ports of a host, so that the name has the port: the engines of one machine have sessions of their own.
   */
  nameOf(name: string, request: FastifyRequest): string {
    if (this.isSecure) return `__Host-${name}`;
    const [own = ''] = this.ownOrigins(request);
    return `${name}-${new URL(own).port || '80'}`;
  }

  /** Attributes of every cookie of the hub but `SameSite`. */
  options(): CookieSerializeOptions {
    return { httpOnly: true, secure: this.isSecure, path: '/' };
  }

  private get isSecure(): boolean {
    return this.publicUrl?.startsWith('https:') ?? false;
  }

  private sessionName(request: FastifyRequest): string {
    return this.nameOf('ledgerdesk-session', request);
  }

  private ownOrigins({ socket }: FastifyRequest): readonly string[] {
    if (this.publicUrl !== undefined) return [this.publicUrl];
    return ['127.0.0.1', 'localhost', '[::1]'].map((host) => `http://${host}:${socket.localPort ?? 0}`);
  }
}
