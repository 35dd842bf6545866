import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { openInChromium } from './chromium.js';

/** Calls the function of the script, and sends what it returns to the server. */
const CALL = `
  const send = (outcome) => fetch('/outcome', { method: 'POST', body: JSON.stringify(outcome) });
  const settled = () => fetch('/settled');
  fetch('/given')
    .then((response) => response.json())
    .then((given) => Examples.run(given, settled))
    .then((result) => send({ result }), (error) => send({ failure: String(error) }));
`;
const PAGE = `<!doctype html><script src="/script.js"></script><script>${CALL}</script>`;

/** What a page runs, and what it may ask for. */
export interface PageScript {
  /** A script that sets `Examples.run`, a function of what is given and of `settled`. */
  readonly script: string;
  readonly given: unknown;
  readonly settled: () => Promise<void>;
}

interface Outcome {
  readonly result?: unknown;
  readonly failure?: string;
}

/** A server of a page with a script. It has an origin of its own. */
export class ScriptPage {
  private constructor(private readonly server: Server) {}

  static async listen(): Promise<ScriptPage> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ScriptPage(server);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Opens the page in Chromium and resolves with what its script returns. Throws an error if that fails. */
  async run(page: PageScript): Promise<unknown> {
    const outcome = this.serve(page);
    const browser = openInChromium(this.origin);
    try {
      const { result, failure } = await Promise.race([
        outcome,
        browser.exited.then((log): Outcome => ({ failure: `Chromium has exited: ${log}` })),
      ]);
      if (failure !== undefined) throw new Error(failure);
      return result;
    } finally {
      await browser.close();
    }
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Serves the page. Resolves with what the page sends. */
  private serve({ script, given, settled }: PageScript): Promise<Outcome> {
    return new Promise((resolve) => {
      this.server.on('request', (request, response) => {
        const html = { 'content-type': 'text/html; charset=utf-8' };
        if (request.url === '/script.js') response.setHeader('content-type', 'text/javascript').end(script);
        else if (request.url === '/given') response.end(JSON.stringify(given));
        else if (request.url === '/settled') void settled().then(() => response.end());
        else if (request.url === '/outcome')
          void text(request).then((body) => {
            response.end();
            resolve(JSON.parse(body) as Outcome);
          });
        else response.writeHead(200, html).end(PAGE);
      });
    });
  }
}
