import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import { Channel, type ChannelCredentials, credentials } from '@grpc/grpc-js';
import type { ConnectionSettings, Endpoint } from './connection-string.js';
import { NodeTls } from './node-tls.js';

/** An endpoint at one of the IP addresses of its host. */
export interface NodeAddress extends Endpoint {
  readonly address: string;
}

/** Longest event that a server sends: 16 MiB, and its envelope. */
const MAX_MESSAGE_BYTES = 17 * 1_048_576;

const bracketed = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host);

/** The endpoint as in a connection string. */
export const textOfEndpoint = ({ host, port }: Endpoint): string => `${bracketed(host)}:${port}`;

/** Resolves a host name to its IP addresses, and an IP address to itself. Rejects if the name has none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** The resolver of the operating system. */
export const systemResolve: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/** The TLS settings of every channel of a connection; undefined without TLS. */
export const secureContextOf = ({ tls }: ConnectionSettings): SecureContext | undefined =>
  tls &&
  createSecureContext({
    ...(tls.authority && { ca: tls.authority }),
    ...(tls.clientKey && tls.clientCertificate && { key: tls.clientKey, cert: tls.clientCertificate }),
  });

const credentialsFor = ({ host }: NodeAddress, tls: SecureContext | undefined): ChannelCredentials =>
  tls ? new NodeTls(tls, host) : credentials.createInsecure();

/**
 * Creates a channel to a node, with a connection of its own: those that grpc shares by default keep the waiting time
 * of failed attempts, and a connection that no longer works. With TLS the certificate is checked against the host as
 * written, not against its address. Connects at the first call. Close it after use.
 */
export const channelTo = (
  node: NodeAddress,
  tls: SecureContext | undefined,
  { keepAliveMs, keepAliveTimeoutMs }: ConnectionSettings,
): Channel =>
  new Channel(`ipv${isIP(node.address)}:${bracketed(node.address)}:${node.port}`, credentialsFor(node, tls), {
    'grpc.default_authority': textOfEndpoint(node),
    'grpc.use_local_subchannel_pool': 1,
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    ...(keepAliveMs !== undefined && { 'grpc.keepalive_time_ms': keepAliveMs }),
    ...(keepAliveTimeoutMs !== undefined && { 'grpc.keepalive_timeout_ms': keepAliveTimeoutMs }),
  });
