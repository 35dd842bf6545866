import { randomUUID } from 'node:crypto';
import type { handleUnaryCall } from '@grpc/grpc-js';
import type { IGossipServer } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip_pb from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js';

/** A cluster of one, which leads it. */
export const gossip = (host: string, port: number): IGossipServer => {
  const { MemberInfo, EndPoint, ClusterInfo: Info } = gossip_pb;
  const member = new MemberInfo()
    .setInstanceId(new shared.UUID().setString(randomUUID()))
    .setIsAlive(true)
    .setState(MemberInfo.VNodeState.LEADER)
    .setHttpEndPoint(new EndPoint().setAddress(host).setPort(port));
  const read: handleUnaryCall<Empty, ClusterInfo> = (_call, answer) =>
    answer(null, new Info().setMembersList([member]));
  return { read };
};
