import { randomUUID } from 'node:crypto';
import type { handleUnaryCall } from '@grpc/grpc-js';
import type { IGossipServer } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js';

/** `event_store.client.gossip.Gossip`: reports a cluster of one node, this server, as its leader. */
export const gossipService = (host: string, port: number): IGossipServer => {
  const { MemberInfo, EndPoint } = gossip;
  const member = new MemberInfo()
    .setInstanceId(new shared.UUID().setString(randomUUID()))
    .setIsAlive(true)
    .setState(MemberInfo.VNodeState.LEADER)
    .setHttpEndPoint(new EndPoint().setAddress(host).setPort(port));
  const read: handleUnaryCall<Empty, ClusterInfo> = (_call, callback) =>
    callback(null, new gossip.ClusterInfo().setMembersList([member]));
  return { read };
};
