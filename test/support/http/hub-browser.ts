import { type LinkOptions, signLink } from '../../../apps/api/hub-session/link-token.js';
import { type Body, Caller, type Reply } from './caller.js';
import type { TestEngine } from './test-engine.js';

/** Headers of a request in place of those of a page of the hub; null omits one. */
type PageHeaders = Readonly<Record<string, string | null>>;

/** A browser with a page of the hub: keeps cookies, and sends with them what browsers send. */
export class HubBrowser {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly url: () => string,
    private readonly page: PageHeaders = { 'sec-fetch-site': 'same-origin' },
  ) {}

  /** A browser of a person who has signed in by a link. */
  static async signedIn(engine: TestEngine, who: LinkOptions): Promise<HubBrowser> {
    const browser = new HubBrowser(() => engine.url);
    const { status } = await browser.signIn(await signLink(engine.engine.secrets.signInKey(), who));
    if (status !== 200) throw new Error(`The link did not sign in: ${status}`);
    return browser;
  }

  /** The same browser with a page elsewhere, or one that sends other headers. */
  on(page: PageHeaders): HubBrowser {
    const browser = new HubBrowser(this.url, page);
    for (const [name, value] of this.cookies) browser.cookies.set(name, value);
    return browser;
  }

  /** The same browser as a client of the API: its cookies at the moment. */
  caller(): Caller {
    return new Caller(this.url, undefined, { cookie: this.cookieHeader(), 'sec-fetch-site': 'same-origin' });
  }

  signIn(token: string): Promise<Reply> {
    return this.send('POST', '/hub/session', { token }, { origin: this.url(), ...this.page });
  }

  get(path: string, headers: PageHeaders = {}): Promise<Reply> {
    return this.send('GET', path, undefined, headers);
  }

  async send(method: string, path: string, body?: unknown, headers: PageHeaders = {}): Promise<Reply> {
    const response = await this.request(method, path, body, headers);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      body: (isJson && text !== '' ? JSON.parse(text) : { text }) as Body,
      headers: response.headers,
    };
  }

  /** Sends a request without following redirects, and keeps the cookies of the response. */
  async request(method: string, path: string, body?: unknown, headers: PageHeaders = {}): Promise<Response> {
    const sent = {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(this.cookies.size > 0 && { cookie: this.cookieHeader() }),
      ...this.page,
      ...headers,
    };
    const response = await fetch(new URL(path, this.url()), {
      method,
      redirect: 'manual',
      headers: Object.entries(sent).filter((header): header is [string, string] => header[1] !== null),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    return response;
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '' || /max-age=0/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
