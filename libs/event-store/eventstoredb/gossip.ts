import { type Channel, Metadata } from '@grpc/grpc-js';
import type { NodePreference } from '@eventstore/db-client';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo, MemberInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { credentials } from '@grpc/grpc-js';
import type { Endpoint } from './connection-string.js';

const { VNodeState } = gossip.MemberInfo;

/** A node that answers calls, as one of the cluster sees it. */
export interface Member extends Endpoint {
  readonly state: number;
}

const ANSWERING: readonly number[] = [
  VNodeState.LEADER,
  VNodeState.FOLLOWER,
  VNodeState.READONLYREPLICA,
  VNodeState.PREREADONLYREPLICA,
  VNodeState.READONLYLEADERLESS,
];

const PREFERRED: Readonly<Record<NodePreference, readonly number[]>> = {
  leader: [VNodeState.LEADER],
  follower: [VNodeState.FOLLOWER],
  read_only_replica: [VNodeState.READONLYREPLICA, VNodeState.PREREADONLYREPLICA, VNodeState.READONLYLEADERLESS],
  random: ANSWERING,
};

/** True if the member has a role that the connection string prefers. */
export const isPreferred = ({ state }: Member, preference: NodePreference): boolean =>
  PREFERRED[preference].includes(state);

const memberOf = (member: MemberInfo): Member | undefined => {
  const endpoint = member.getHttpEndPoint();
  if (!endpoint || !member.getIsAlive() || !ANSWERING.includes(member.getState())) return undefined;
  return { host: endpoint.getAddress(), port: endpoint.getPort(), state: member.getState() };
};

/** Asks the node of a channel for the members of its cluster that answer calls, until `signal` aborts. */
export const readMembers = (channel: Channel, timeoutMs: number, signal: AbortSignal): Promise<readonly Member[]> =>
  new Promise((resolve, reject) => {
    const client = new gossipGrpc.GossipClient('', credentials.createInsecure(), { channelOverride: channel });
    const onReply = (error: Error | null, cluster: ClusterInfo): void => {
      if (error) reject(error);
      else resolve(cluster.getMembersList().flatMap((member) => memberOf(member) ?? []));
    };
    const call = client.read(new shared.Empty(), new Metadata(), { deadline: Date.now() + timeoutMs }, onReply);
    signal.addEventListener('abort', () => call.cancel(), { once: true });
    if (signal.aborted) call.cancel();
  });
