import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNodeServer, endWith } from '../platform/http/node-server.js';
import { Problem } from '../platform/http/problem.js';
import type { Metrics } from './metrics.js';

const PATH = '/metrics';
const notFound = new Problem(404, 'no-such-route', `No such route. Metrics are at ${PATH}.`);

/**
 * Serves metrics in Prometheus text format on a separate port, so that a public API does not expose them. Collects them
 * at most once a second, regardless of the number of requests.
 */
export class MetricsServer {
  private readonly server: Server;
  private current: { readonly text: Promise<string>; readonly at: number } | undefined;

  /** `elapsed` is monotonic time in ms. */
  constructor(
    private readonly metrics: Metrics,
    private readonly elapsed: () => number = () => performance.now(),
  ) {
    this.server = createNodeServer((request, response) => {
      this.respond(request, response).catch(() => response.destroy());
    });
  }

  /** Returns the URL of the metrics. Rejects if the port is taken; a later call may take another. */
  async listen(port: number, host: string): Promise<string> {
    await once(this.server.listen(port, host), 'listening');
    const { address, family, port: taken } = this.server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}${PATH}`;
  }

  /** The metrics in Prometheus text format, collected at most a second ago. */
  text(): Promise<string> {
    const now = this.elapsed();
    if (!this.current || now - this.current.at >= 1_000) this.current = { text: this.metrics.text(), at: now };
    return this.current.text;
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || request.url?.split('?')[0] !== PATH) return endWith(response, notFound);
    const body = await this.text();
    response
      .writeHead(200, {
        'content-type': this.metrics.contentType,
        'content-length': Buffer.byteLength(body),
      })
      .end(request.method === 'HEAD' ? undefined : body);
  }
}
