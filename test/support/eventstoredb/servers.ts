import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../http/free-port.js';
import { until } from '../http/until.js';
import { ServerNode } from './server-node.js';

/** What a node tells of a member of its cluster. */
export interface GossipMember {
  readonly state: string;
  readonly isAlive: boolean;
  readonly httpEndPointPort: number;
}

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
  ) {}

  /** Starts one node, in memory unless `onDisk`. Resolves when it serves clients. */
  static async startOne({ onDisk = false }: { readonly onDisk?: boolean } = {}): Promise<EventStoreDbServers> {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-eventstoredb-'));
    const [port = 0, replicationPort = 0] = await distinctPorts(2);
    const node = await ServerNode.start({ port, replicationPort, folder, inMemory: !onDisk });
    const servers = new EventStoreDbServers([node], folder);
    await servers.until(() => node.isLive());
    return servers;
  }

  /** Starts three nodes, on disk. Resolves when one leads and two follow. */
  static async startThree(): Promise<EventStoreDbServers> {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-eventstoredb-'));
    const ports = await distinctPorts(6);
    const nodePorts = ports.slice(0, 3);
    const nodes = await Promise.all(
      nodePorts.map((port, index) =>
        ServerNode.start({
          port,
          replicationPort: ports[index + 3] ?? 0,
          folder: join(folder, `node${index + 1}`),
          peers: nodePorts.filter((peer) => peer !== port),
        }),
      ),
    );
    const servers = new EventStoreDbServers(nodes, folder);
    await servers.complete();
    return servers;
  }

  /** A connection string that names every node. */
  get url(): string {
    return `esdb://${this.nodes.map(({ port }) => `127.0.0.1:${port}`).join()}?tls=false`;
  }

  /** The members as a node that answers sees them; none if no node answers. */
  async gossip(): Promise<readonly GossipMember[]> {
    for (const { port } of this.nodes) {
      const answer = await fetch(`http://127.0.0.1:${port}/gossip`, { signal: AbortSignal.timeout(2_000) })
        .then((reply) => reply.json() as Promise<{ readonly members: readonly GossipMember[] }>)
        .catch(() => undefined);
      if (answer) return answer.members;
    }
    return [];
  }

  /** Resolves when every node is alive, and one of them leads. */
  async complete(): Promise<void> {
    await this.until(async () => {
      const states = (await this.gossip()).filter(({ isAlive }) => isAlive).map(({ state }) => state);
      return states.toSorted().join() === ['Follower', 'Follower', 'Leader'].slice(-this.nodes.length).join();
    });
  }

  /** The node that leads. Throws if none is known. */
  async leader(): Promise<ServerNode> {
    const leading = (await this.gossip()).find(({ state, isAlive }) => isAlive && state === 'Leader');
    const node = this.nodes.find(({ port }) => port === leading?.httpEndPointPort);
    if (!node) throw new Error('No node leads.');
    return node;
  }

  /** Kills the nodes and deletes their files. */
  async close(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Polls until the condition is true. Throws with the output of the nodes if it stays false, or if a node ends. */
  private async until(condition: () => Promise<boolean>): Promise<void> {
    const output = (): string => this.nodes.map((node) => node.output()).join('\n');
    const untilTrue = async (): Promise<boolean> => {
      if (!this.nodes.every(({ isRunning }) => isRunning)) throw new Error(`A node has ended:\n${output()}`);
      return condition();
    };
    await until(untilTrue, () => `The nodes do not serve clients:\n${output()}`, POLL_MS);
  }
}
