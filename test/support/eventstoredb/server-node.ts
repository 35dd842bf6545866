import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { serverBinary, serverEnvironment } from './installed-server.js';

/** What a node tells of a member of its cluster. */
export interface GossipMember {
  readonly state: string;
  readonly isAlive: boolean;
  readonly httpEndPointPort: number;
}

/** Where a node listens, and where it keeps its files. */
export interface NodeOptions {
  readonly port: number;
  readonly replicationPort: number;
  /** Holds the node's output and, unless it is in memory, its database. */
  readonly folder: string;
  /** True: the database is in memory, and empty after each start. */
  readonly inMemory?: boolean;
  /** Ports of the other nodes of the cluster. */
  readonly peers?: readonly number[];
  /** The port that members and clients are told to use, such as that of a proxy. Default: `port`. */
  readonly advertisedPort?: number;
  /** True: clients and members need TLS, and clients the user `admin`, whose password is `changeit`. */
  readonly isSecure?: boolean;
  /** True: the standard projections run, and write links to system streams. */
  readonly hasProjections?: boolean;
}

/** Of an authority of these tests, for 127.0.0.1. Found from the root of the repository, as `serve.sh` is. */
const CERTIFICATES = resolve('test', 'support', 'eventstoredb', 'certificates');
/** The authority that issued the certificate of secure nodes, in PEM. */
export const AUTHORITY_FILE = join(CERTIFICATES, 'ca', 'ca.crt');

const securityArguments = (isSecure: boolean): readonly string[] =>
  isSecure
    ? [
        `--certificate-file=${join(CERTIFICATES, 'node.crt')}`,
        `--certificate-private-key-file=${join(CERTIFICATES, 'node.key')}`,
        `--trusted-root-certificates-path=${dirname(AUTHORITY_FILE)}`,
      ]
    : ['--insecure'];

/** A GET request to a node. Rejects if it does not answer within two seconds. */
const getFrom = ({ port, isSecure }: NodeOptions, path: string): Promise<{ status: number; body: string }> =>
  new Promise((resolveReply, reject) => {
    const options = { host: '127.0.0.1', port, path, timeout: 2_000 };
    const onReply = (reply: IncomingMessage): void => {
      text(reply).then((body) => resolveReply({ status: reply.statusCode ?? 0, body }), reject);
    };
    const request = isSecure
      ? https.get({ ...options, ca: readFileSync(AUTHORITY_FILE) }, onReply)
      : http.get(options, onReply);
    request.on('error', reject).on('timeout', () => request.destroy(new Error('No answer.')));
  });

const argumentsFor = ({
  port,
  replicationPort,
  folder,
  inMemory = false,
  peers = [],
  advertisedPort,
  isSecure = false,
  hasProjections = false,
}: NodeOptions): readonly string[] => [
  `--config=${join(folder, 'server.conf')}`,
  `--log=${join(folder, 'log')}`,
  '--node-ip=127.0.0.1',
  `--node-port=${port}`,
  '--replication-ip=127.0.0.1',
  `--replication-port=${replicationPort}`,
  '--advertise-host-to-client-as=127.0.0.1',
  ...(advertisedPort === undefined ? [] : [`--advertise-node-port-to-client-as=${advertisedPort}`]),
  ...securityArguments(isSecure),
  ...(hasProjections ? ['--run-projections=All', '--start-standard-projections=true'] : ['--run-projections=None']),
  '--disable-admin-ui',
  '--stream-existence-filter-size=1000000',
  '--chunks-cache-size=67108864',
  '--replication-heartbeat-timeout=2500',
  ...(inMemory ? ['--mem-db'] : [`--db=${join(folder, 'db')}`]),
  ...(peers.length === 0
    ? []
    : [
        `--cluster-size=${peers.length + 1}`,
        '--discover-via-dns=false',
        `--gossip-seed=${peers.map((peer) => `127.0.0.1:${peer}`).join()}`,
      ]),
];

/** Found from the root of the repository, as the benchmarks run compiled from another folder. */
const SERVE = resolve('test', 'support', 'eventstoredb', 'serve.sh');

interface RunningServer {
  readonly pid: number;
  readonly ended: Promise<unknown>;
}

const OUTPUT_LINES = 20;

/** A server process of EventStoreDB, which tests kill, freeze and restart. It ends with the process that started it. */
export class ServerNode {
  private running: RunningServer | undefined;

  private constructor(private readonly options: NodeOptions) {}

  /** Starts a server. It may not answer yet: see `isLive`. */
  static async start(options: NodeOptions): Promise<ServerNode> {
    mkdirSync(options.folder, { recursive: true });
    // A file of its own, so that the settings of a server that is installed on this machine do not count.
    writeFileSync(join(options.folder, 'server.conf'), '---\nAllowUnknownOptions: false\n');
    const node = new ServerNode(options);
    await node.restart();
    return node;
  }

  get port(): number {
    return this.options.port;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** True once the node serves clients. */
  async isLive(): Promise<boolean> {
    return (await getFrom(this.options, '/health/live').catch(() => undefined))?.status === 204;
  }

  /** The members as the node sees them. Rejects if it does not answer. */
  async gossip(): Promise<readonly GossipMember[]> {
    const { body } = await getFrom(this.options, '/gossip');
    return (JSON.parse(body) as { readonly members: readonly GossipMember[] }).members;
  }

  /** The last lines that the node has written, for messages of failed tests. */
  output(): string {
    return readFileSync(this.outputFile, 'utf8').split('\n').slice(-OUTPUT_LINES).join('\n');
  }

  /** Starts the node on the database that it had. Has no effect while it runs. */
  async restart(): Promise<void> {
    if (this.running) return;
    closeSync(openSync(this.outputFile, 'a'));
    const guard = spawn(SERVE, [this.outputFile, serverBinary(), ...argumentsFor(this.options)], {
      cwd: dirname(serverBinary()),
      env: serverEnvironment(),
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const ended = once(guard, 'exit').finally(() => {
      guard.stdin.destroy();
      this.running = undefined;
    });
    const [pid] = (await once(createInterface(guard.stdout), 'line')) as [string];
    if (guard.exitCode === null) this.running = { pid: Number(pid), ended };
  }

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** Kills the node with SIGKILL and waits for its exit: a crash. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** Ends the node with SIGTERM and waits for its exit. */
  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  /** Suspends the node until `thaw`: a stall. */
  freeze(): void {
    this.signal('SIGSTOP');
  }

  thaw(): void {
    this.signal('SIGCONT');
  }

  private get outputFile(): string {
    return join(this.options.folder, 'output.log');
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.running) process.kill(this.running.pid, signal);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const running = this.running;
    this.signal(signal);
    await running?.ended;
  }
}
