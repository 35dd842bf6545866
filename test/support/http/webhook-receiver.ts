import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Receiver } from './receiver.js';

/** A received request. */
export interface Received {
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A webhook endpoint on loopback that keeps received requests. */
export class WebhookReceiver extends Receiver<Received> {
  /** Status codes for the next requests, in order, then 200. */
  readonly answers: number[] = [];

  /** Body of every response. */
  text = '';

  /** `Retry-After` of the responses in `answers`. */
  retryAfter: string | undefined;

  private constructor(private readonly server: Server) {
    super();
  }

  static async open(): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server);
    server.on('request', (request, response) => {
      void text(request).then(async (body) => {
        await receiver.keep({ path: request.url ?? '', headers: request.headers, body });
        const status = receiver.answers.shift();
        const isAsking = status !== undefined && receiver.retryAfter !== undefined;
        response.writeHead(status ?? 200, isAsking ? { 'retry-after': receiver.retryAfter } : {}).end(receiver.text);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/in`;
  }

  /** The types of the received events. */
  get types(): readonly unknown[] {
    return this.received.map(({ body }) => (JSON.parse(body) as { readonly type: unknown }).type);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
