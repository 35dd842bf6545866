import { setMaxListeners } from 'node:events';
import type { ConnectionSettings, Endpoint } from './connection-string.js';
import { textOfEndpoint } from './node-address.js';
import { NodeClient } from './node-client.js';
import type { OpenNode } from './open-node.js';

/** Time in which the calls of a node that was replaced may end, in ms. */
const DRAIN_MS = 10_000;

/** The call was made on a node that has been replaced since. */
class NodeReplaced extends Error {
  /** The client's type for errors that pass. */
  readonly type = 'unavailable';

  constructor(endpoint: Endpoint) {
    super(`The connection to ${textOfEndpoint(endpoint)} was replaced by another one.`);
  }
}

/** A call with the client of a node. */
export type NodeCall<T> = (client: NodeClient) => Promise<T>;

/** A connection to a node, and the calls in progress on it. */
export class ConnectedNode {
  readonly client: NodeClient;
  readonly #replaced = new AbortController();
  readonly #pending = new Set<(error: Error) => void>();
  #isClosed = false;

  constructor(
    private readonly node: OpenNode,
    settings: ConnectionSettings,
  ) {
    setMaxListeners(0, this.#replaced.signal);
    this.client = new NodeClient(node.channel, settings);
  }

  /** Aborts when later calls use another connection. */
  get replaced(): AbortSignal {
    return this.#replaced.signal;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get endpoint(): Endpoint {
    return this.node.endpoint;
  }

  run<T>(call: NodeCall<T>): Promise<T> {
    const called = async (): Promise<T> => call(this.client);
    return new Promise<T>((resolve, reject) => {
      this.#pending.add(reject);
      called()
        .then(resolve, reject)
        .finally(() => {
          this.#pending.delete(reject);
          if (this.#replaced.signal.aborted && this.#pending.size === 0) this.close();
        });
    });
  }

  /** Lets calls end, and then closes the connection. */
  replace(): void {
    if (this.#replaced.signal.aborted) return;
    this.#replaced.abort();
    if (this.#pending.size === 0) this.close();
    else setTimeout(() => this.close(), DRAIN_MS).unref();
  }

  /** Rejects the calls in progress, so that they are repeated elsewhere, and closes the connection. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#replaced.abort();
    for (const reject of this.#pending) reject(new NodeReplaced(this.endpoint));
    void this.client.dispose().catch(() => undefined);
    this.node.channel.close();
  }
}
