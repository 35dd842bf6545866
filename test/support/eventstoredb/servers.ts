import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../http/free-port.js';
import { until } from '../http/until.js';
import { TcpProxy } from '../tcp-proxy.js';
import { type GossipMember, ServerNode } from './server-node.js';

const POLL_MS = 100;

const distinctPorts = async (count: number): Promise<readonly number[]> => {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
};

/** One node of EventStoreDB, or a cluster of three, in processes of the server that EVENTSTOREDB_HOME names. */
export class EventStoreDbServers {
  private constructor(
    readonly nodes: readonly ServerNode[],
    private readonly folder: string,
    private readonly proxies: readonly TcpProxy[] = [],
  ) {}

  /** Starts one node, in memory unless `onDisk`. Resolves when it serves clients. See `NodeOptions`. */
  static async startOne({
    onDisk = false,
    hasProjections = false,
  }: { readonly onDisk?: boolean; readonly hasProjections?: boolean } = {}): Promise<EventStoreDbServers> {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-eventstoredb-'));
    const [port = 0, replicationPort = 0] = await distinctPorts(2);
    const node = await ServerNode.start({ port, replicationPort, folder, inMemory: !onDisk, hasProjections });
    const servers = new EventStoreDbServers([node], folder);
    const isLive = async (): Promise<boolean> => {
      if (!node.isRunning) throw new Error(`The node has ended:\n${servers.output()}`);
      return node.isLive();
    };
    await until(isLive, () => `The node does not serve clients:\n${servers.output()}`, { pollMs: POLL_MS });
    return servers;
  }

  /**
   * Starts three nodes, on disk. Resolves when one leads and two follow. `proxied`: clients reach each node by way of a
   * proxy, whose port the node advertises. `isSecure`: with TLS, see `NodeOptions`.
   */
  static async startThree({
    proxied = false,
    isSecure = false,
  }: { readonly proxied?: boolean; readonly isSecure?: boolean } = {}): Promise<EventStoreDbServers> {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-eventstoredb-'));
    const ports = await distinctPorts(6);
    const nodePorts = ports.slice(0, 3);
    const proxies = await Promise.all(proxied ? nodePorts.map((port) => TcpProxy.to(`http://127.0.0.1:${port}`)) : []);
    const nodes = await Promise.all(
      nodePorts.map((port, index) =>
        ServerNode.start({
          port,
          replicationPort: ports[index + 3] ?? 0,
          folder: join(folder, `node${index + 1}`),
          peers: nodePorts.filter((peer) => peer !== port),
          isSecure,
          ...(proxies[index] && { advertisedPort: proxies[index].port }),
        }),
      ),
    );
    const servers = new EventStoreDbServers(nodes, folder, proxies);
    await servers.complete();
    return servers;
  }

  /** A connection string that names every node, without TLS. */
  get url(): string {
    return `esdb://${this.hosts}?tls=false`;
  }

  /** Host and port of every node, as in a connection string. */
  get hosts(): string {
    const ports = (this.proxies.length > 0 ? this.proxies : this.nodes).map(({ port }) => port);
    return ports.map((port) => `127.0.0.1:${port}`).join();
  }

  /** Number of connections of clients that went through the proxies. */
  get proxiedConnections(): number {
    return this.proxies.reduce((sum, { connections }) => sum + connections, 0);
  }

  /** Cuts every connection through the proxies, and refuses new ones for a time. */
  async cutConnectionsFor(ms: number): Promise<void> {
    for (const proxy of this.proxies) proxy.cut();
    await pause(ms);
    for (const proxy of this.proxies) proxy.resume();
  }

  /** The members as a node that answers sees them; none if no node answers. */
  async gossip(): Promise<readonly GossipMember[]> {
    for (const node of this.nodes) {
      const members = await node.gossip().catch(() => undefined);
      if (members) return members;
    }
    return [];
  }

  /**
   * Resolves when every node is alive, and one of them leads. Starts nodes that end meanwhile, as a supervisor does: a
   * node whose log is not that of the leader, also after the first election, shuts down to truncate it.
   */
  async complete(): Promise<void> {
    const isComplete = async (): Promise<boolean> => {
      for (const node of this.nodes) await node.restart();
      return this.isComplete();
    };
    await until(isComplete, () => `The nodes do not serve clients:\n${this.output()}`, { pollMs: POLL_MS });
  }

  private async isComplete(): Promise<boolean> {
    const states = (await this.gossip()).filter(({ isAlive }) => isAlive).map(({ state }) => state);
    return states.toSorted().join() === ['Follower', 'Follower', 'Leader'].slice(-this.nodes.length).join();
  }

  /** Resolves when a node leads and another follows, so that the cluster can record events. */
  async writable(): Promise<void> {
    await until(async () => {
      const states = (await this.gossip()).filter(({ isAlive }) => isAlive).map(({ state }) => state);
      return states.includes('Leader') && states.includes('Follower');
    });
  }

  /** The node that leads. Throws if none is known. */
  async leader(): Promise<ServerNode> {
    const leading = (await this.gossip()).find(({ state, isAlive }) => isAlive && state === 'Leader');
    const node = this.nodes.find(
      ({ port }, index) => leading && [port, this.proxies[index]?.port].includes(leading.httpEndPointPort),
    );
    if (!node) throw new Error('No node leads.');
    return node;
  }

  /** Kills the nodes and deletes their files. */
  async close(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
    await Promise.all(this.proxies.map((proxy) => proxy.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private output(): string {
    return this.nodes.map((node) => node.output()).join('\n');
  }
}
