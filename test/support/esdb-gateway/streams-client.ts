import { readFileSync } from 'node:fs';
import { CallCredentials, type ChannelCredentials, credentials, Metadata } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';

const signIn = ({ username, password }: URL): CallCredentials =>
  CallCredentials.createFromMetadataGenerator((_options, callback) => {
    const basic = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
    const metadata = new Metadata();
    metadata.set('authorization', `Basic ${basic}`);
    callback(null, metadata);
  });

const channelCredentials = (url: URL): ChannelCredentials => {
  if (url.searchParams.get('tls') === 'false') return credentials.createInsecure();
  const authority = url.searchParams.get('tlsCAFile');
  const tls = credentials.createSsl(authority === null ? null : readFileSync(authority));
  return url.username === '' ? tls : tls.compose(signIn(url));
};

/** The generated gRPC client of the streams service at a connection string such as `esdb://user:password@host:port`. */
export const streamsClientFor = (connection: string): StreamsClient => {
  const url = new URL(connection.replace(/^[^:]+:/, 'http:'));
  return new streams.StreamsClient(url.host, channelCredentials(url), {
    'grpc.max_receive_message_length': 32 * 1_048_576,
  });
};
