import type { NodePreference } from '@eventstore/db-client';
import { StoreFailed } from '../errors.js';
import type { Endpoint } from './connection-string.js';
import { isPreferred, type Member } from './gossip.js';
import { type NodeAddress, textOfEndpoint } from './node-address.js';
import { firstOf, type NodeOpener, NodeUnusable, type OpenNode } from './open-node.js';

/** No node can be used now. */
class NoNode extends Error {
  /** The client's type for errors that pass. */
  readonly type = 'unavailable';

  constructor(failures: readonly NodeUnusable[]) {
    super(
      `No node of the event store can be used: ${failures.map(({ message }) => message).join(', ')}. ` +
        'Check EVENTSTORE_URL, that the nodes run, and that this machine can reach them.',
    );
  }
}

/** Time from the first answer of a node until a search is given up, in ms: by then another may be the leader. */
const SEARCH_MS = 2_000;

interface Search {
  /** Calls that ask a member whether it has the role that others report, by its address. */
  readonly confirmed: Map<string, Promise<OpenNode>>;
  /** Aborts when the search is given up. */
  readonly signal: AbortSignal;
  /** Called when a node has answered. */
  readonly onAnswer: () => void;
}

const isSame = (a: Endpoint, b: Endpoint): boolean => a.host === b.host && a.port === b.port;

const shuffled = <T>(items: readonly T[]): readonly T[] =>
  items
    .map((item) => ({ item, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);

/** The members that may be used, best first. Only the leader may replace a leader. */
const candidates = (members: readonly Member[], preference: NodePreference): readonly Member[] => {
  const preferred = members.filter((member) => isPreferred(member, preference));
  const others = preference === 'leader' ? [] : members.filter((member) => !preferred.includes(member));
  return [...shuffled(preferred), ...shuffled(others)];
};

const failuresOf = (error: unknown): readonly NodeUnusable[] =>
  error instanceof AggregateError ? error.errors.flatMap(failuresOf) : error instanceof NodeUnusable ? [error] : [];

/**
 * Finds the node to use: the one host of the connection string, or a member of its cluster, by default the leader.
 * Hosts, and members seen before, are asked all at once, so that one that is down or stalled delays nothing. A member
 * must confirm its role: others call a leader alive for seconds after it has stalled.
 */
export class NodeFinder {
  #known: readonly Endpoint[] = [];

  constructor(private readonly opener: NodeOpener) {}

  /**
   * @throws NoNode
   * @throws StoreFailed if TLS is the cause for every node; one alone may be about to get its certificate
   */
  async find(signal: AbortSignal): Promise<OpenNode> {
    const { hosts, isCluster } = this.opener.settings;
    const seeds = [...hosts, ...this.#known.filter((known) => !hosts.some((host) => isSame(host, known)))];
    const confirmed = new Map<string, Promise<OpenNode>>();
    const late = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const onAnswer = (): void => {
      timer ??= setTimeout(() => late.abort(), SEARCH_MS);
    };
    try {
      return await firstOf(AbortSignal.any([signal, late.signal]), (given) =>
        seeds.map((seed) =>
          isCluster ? this.#findThrough(seed, { confirmed, signal: given, onAnswer }) : this.opener.open(seed, given),
        ),
      );
    } catch (error) {
      const failures = failuresOf(error);
      const isFinal = failures.every((failure) => failure.mismatch !== undefined);
      const mismatch = failures[0]?.mismatch;
      throw isFinal && mismatch !== undefined ? new StoreFailed(mismatch, error) : new NoNode(failures);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Asks each address of a host on its own: one of them may be cut off from the others. */
  async #findThrough(seed: Endpoint, { signal, ...search }: Search): Promise<OpenNode> {
    const addresses = await this.opener.addresses(seed);
    return firstOf(signal, (given) =>
      addresses.map((address) => this.#memberKnownTo(address, { ...search, signal: given })),
    );
  }

  async #memberKnownTo(address: NodeAddress, { confirmed, signal, onAnswer }: Search): Promise<OpenNode> {
    const { channel, members = [] } = await this.opener.openAt(address, signal);
    channel.close();
    onAnswer();
    const failures: NodeUnusable[] = [];
    for (const member of candidates(members, this.opener.settings.nodePreference)) {
      const key = textOfEndpoint(member);
      const confirming = confirmed.get(key) ?? this.#confirm(member, signal);
      confirmed.set(key, confirming);
      try {
        const node = await confirming;
        this.#known = members.map(({ host, port }) => ({ host, port }));
        return node;
      } catch (error) {
        failures.push(...failuresOf(error));
      }
    }
    throw new AggregateError(failures.length > 0 ? failures : [new NodeUnusable(address, 'it knows no leader')]);
  }

  /** Connects to a member and confirms the role that another member reported for it. */
  async #confirm(member: Member, signal: AbortSignal): Promise<OpenNode> {
    const node = await this.opener.open(member, signal);
    const isTrue = node.members?.some((one) => isSame(one, member) && one.state === member.state);
    if (isTrue) return node;
    node.channel.close();
    throw new NodeUnusable(member, 'its role is changing');
  }
}
