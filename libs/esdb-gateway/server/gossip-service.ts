import { randomUUID } from 'node:crypto';
import type { handleUnaryCall } from '@grpc/grpc-js';
import type { IGossipServer } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js';

interface Address {
  readonly host: string;
  readonly port: number;
}

/** Replaces the host or port that is announced to clients. */
export interface AdvertisedAddress {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
}

interface GossipOptions extends Address {
  readonly advertised?: AdvertisedAddress | undefined;
}

/** Addresses that stand for every interface: no client can connect to them. */
const WILDCARDS = ['0.0.0.0', '::', '[::]', ''];

/** The address in a call's authority, to which the client connected. */
const parseAuthority = (authority: string, fallback: Address): Address => {
  const [, host, port] = /^(.+?)(?::(\d+))?$/.exec(authority) ?? [];
  return host === undefined ? fallback : { host: host.replace(/^\[|\]$/g, ''), port: Number(port ?? fallback.port) };
};

const advertisedTo = (authority: string, { host, port, advertised = {} }: GossipOptions): Address => {
  const bound = { host, port };
  const reached = WILDCARDS.includes(host) && !advertised.host ? parseAuthority(authority, bound) : bound;
  return { host: advertised.host ?? reached.host, port: advertised.port ?? reached.port };
};

/** `event_store.client.gossip.Gossip`: reports a cluster of one node, this server, as its leader. */
export const gossipService = (options: GossipOptions): IGossipServer => {
  const { MemberInfo, EndPoint } = gossip;
  const instanceId = randomUUID();
  const memberAt = ({ host, port }: Address) =>
    new MemberInfo()
      .setInstanceId(new shared.UUID().setString(instanceId))
      .setIsAlive(true)
      .setState(MemberInfo.VNodeState.LEADER)
      .setHttpEndPoint(new EndPoint().setAddress(host).setPort(port));
  const read: handleUnaryCall<Empty, ClusterInfo> = (call, callback) =>
    callback(null, new gossip.ClusterInfo().setMembersList([memberAt(advertisedTo(call.getHost(), options))]));
  return { read };
};
