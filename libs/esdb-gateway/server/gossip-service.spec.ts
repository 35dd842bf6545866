import type { ServerUnaryCall } from '@grpc/grpc-js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js';
import { gossipService } from './gossip-service.js';

type Call = ServerUnaryCall<Empty, ClusterInfo>;

/** The address of the member in the response to a client that connected to `authority`. */
const memberFor = (authority: string, options: Parameters<typeof gossipService>[0]): string => {
  let member = '';
  void gossipService(options).read({ getHost: () => authority } as Call, (_error, cluster) => {
    const address = cluster?.getMembersList()[0]?.getHttpEndPoint();
    member = `${address?.getAddress()} ${address?.getPort()}`;
  });
  return member;
};

describe('a server that is bound to every interface', () => {
  it.each([
    ['10.0.0.7:2113', '10.0.0.7 2113'],
    ['log.example:2114', 'log.example 2114'],
    ['log.example', 'log.example 2113'],
    ['[fd00::1]:2113', 'fd00::1 2113'],
  ])('tells a client that reached it at %s the same address', (authority, expected) => {
    for (const host of ['0.0.0.0', '::'])
      expect(memberFor(authority, { host, port: 2113, advertised: undefined })).toBe(expected);
  });

  it('tells clients the advertised address, if there is one', () => {
    const advertised = { host: 'log.example', port: 9 };
    expect(memberFor('10.0.0.7:2113', { host: '0.0.0.0', port: 2113, advertised })).toBe('log.example 9');
    expect(memberFor('10.0.0.7:2113', { host: '0.0.0.0', port: 2113, advertised: { port: 9 } })).toBe('10.0.0.7 9');
  });
});
