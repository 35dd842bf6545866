import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a provider does next. */
interface Scene {
  /** Who signs in. */
  readonly subject?: string;
  /** Claims of the ID token beside `sub`. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** By how much the clock of the provider is ahead; negative if it is late. */
  readonly clockAheadMs?: number;
  /** True: the provider shows a page on which the person signs in or cancels. */
  readonly asks?: boolean;
  /** True: the person is refused. */
  readonly refuses?: boolean;
}

/** An OpenID Connect provider (`oidc-provider`) in a child process. Signs in whom the test names. */
export class ProviderProcess {
  /** Id of the hub at the provider. */
  readonly clientId = 'hub';

  private constructor(
    private readonly child: ChildProcess,
    readonly issuer: string,
    readonly clientSecret: string,
  ) {}

  /** Starts a provider that knows the hubs at these origins. */
  static async start(...origins: readonly string[]): Promise<ProviderProcess> {
    const secret = 'secret-of-the-hub';
    const child = spawn(process.execPath, [join(__dirname, 'serve.mjs'), secret, ...origins], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    for await (const line of createInterface({ input: child.stdout })) return new ProviderProcess(child, line, secret);
    throw new Error('The provider exited before it was ready.');
  }

  async set(scene: Scene): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const { status } = await fetch(`${this.issuer}/test`, { method: 'PUT', headers, body: JSON.stringify(scene) });
    if (status !== 204) throw new Error(`The provider answered with ${status}.`);
  }

  /** Follows the redirects of the provider as a browser does. Resolves to the address at which the hub continues. */
  async follow(authorizationUrl: string): Promise<URL> {
    const cookies = new Map<string, string>();
    let url = new URL(authorizationUrl);
    while (url.origin === this.issuer) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
      for (const one of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
        cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) throw new Error(`The provider answered with ${response.status}: ${await response.text()}`);
      url = new URL(location, url);
    }
    return url;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}
