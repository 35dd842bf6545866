import type { SecureContext } from 'node:tls';
import { type Channel, status } from '@grpc/grpc-js';
import { errorCodeOf, isRecord, messageOf } from '@ledgerdesk/kernel';
import type { ConnectionSettings, Endpoint } from './connection-string.js';
import { type Member, readMembers } from './gossip.js';
import { channelTo, type NodeAddress, type Resolve, textOfEndpoint } from './node-address.js';
import { tlsMismatch } from './tls-mismatch.js';

/** A node that has answered, and the channel to it, which the caller closes. */
export interface OpenNode {
  readonly endpoint: Endpoint;
  readonly channel: Channel;
  /** The members of its cluster as it sees them. Undefined if it does not tell. */
  readonly members: readonly Member[] | undefined;
}

/** A node cannot be used now. */
export class NodeUnusable extends Error {
  constructor(
    endpoint: Endpoint,
    reason: string,
    /** What is wrong with TLS, if that is the cause: a retry does not help. */
    readonly mismatch?: string,
  ) {
    super(`${textOfEndpoint(endpoint)} (${mismatch ?? reason})`);
  }
}

const UNANSWERED: readonly unknown[] = [status.UNAVAILABLE, status.DEADLINE_EXCEEDED, status.CANCELLED];

const codeOf = (error: unknown): unknown => (isRecord(error) ? error['code'] : undefined);

/** The text of an error of gRPC or of the resolver, without what is the same in all of them. */
const reasonOf = (error: unknown): string => {
  if (codeOf(error) === status.DEADLINE_EXCEEDED || codeOf(error) === status.CANCELLED) return 'no answer';
  const resolved = errorCodeOf(error);
  if (resolved === 'ENOTFOUND' || resolved === 'EAI_AGAIN') return `the name cannot be resolved: ${resolved}`;
  const [, lastError] = /Last error: (.*?)(?:\. Resolution note|$)/s.exec(messageOf(error)) ?? [];
  return lastError?.replace(/^Error: /, '') ?? messageOf(error);
};

/** Resolves with the first node that opens. Gives up the others, and closes those that open nevertheless. */
export const firstOf = async (
  signal: AbortSignal,
  searches: (signal: AbortSignal) => readonly Promise<OpenNode>[],
): Promise<OpenNode> => {
  const found = new AbortController();
  const started = searches(AbortSignal.any([signal, found.signal]));
  const first = await Promise.any(started);
  found.abort();
  for (const search of started)
    search.then(
      ({ channel }) => channel !== first.channel && channel.close(),
      () => undefined,
    );
  return first;
};

/** Opens nodes of one connection. */
export class NodeOpener {
  constructor(
    readonly settings: ConnectionSettings,
    private readonly tls: SecureContext | undefined,
    private readonly resolve: Resolve,
  ) {}

  /** The endpoint at every address of its host. */
  async addresses({ host, port }: Endpoint): Promise<readonly NodeAddress[]> {
    try {
      return (await this.resolve(host)).map((address) => ({ host, port, address }));
    } catch (error) {
      throw new NodeUnusable({ host, port }, reasonOf(error));
    }
  }

  /** Opens the endpoint at the first of its addresses that answers. All are asked at once. */
  async open(endpoint: Endpoint, signal: AbortSignal): Promise<OpenNode> {
    const addresses = await this.addresses(endpoint);
    return firstOf(signal, (given) => addresses.map((address) => this.openAt(address, given)));
  }

  /** Any answer will do: servers without gossip refuse the call. */
  async openAt(address: NodeAddress, signal: AbortSignal): Promise<OpenNode> {
    const channel = channelTo(address, this.tls, this.settings);
    const { host, port } = address;
    try {
      return { endpoint: { host, port }, channel, members: await readMembers(channel, this.settings.gossipMs, signal) };
    } catch (error) {
      if (!UNANSWERED.includes(codeOf(error))) return { endpoint: { host, port }, channel, members: undefined };
      channel.close();
      const isRefused = codeOf(error) === status.UNAVAILABLE;
      const mismatch = isRefused ? await tlsMismatch(address, this.settings) : undefined;
      throw new NodeUnusable(address, reasonOf(error), mismatch);
    }
  }
}
