import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Channel, type ChannelCredentials, type ChannelOptions, credentials } from '@grpc/grpc-js';
import type { ConnectionSettings, Endpoint } from './connection-string.js';

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

/** The credentials of every channel of a connection. */
export const channelCredentials = ({ tls }: ConnectionSettings): ChannelCredentials =>
  tls ? credentials.createSsl(tls.authority, tls.clientKey, tls.clientCertificate) : credentials.createInsecure();

/** With TLS the certificate is checked against the host as written, not against its address. */
const nameOptions = (node: NodeAddress): ChannelOptions => ({
  'grpc.default_authority': textOfEndpoint(node),
  ...(isIP(node.host) === 0 && { 'grpc.ssl_target_name_override': node.host }),
});

/**
 * Creates a channel to a node, with a connection of its own: those that grpc shares by default keep the waiting time
 * of failed attempts, and a connection that no longer works. Connects at the first call. Close it after use.
 */
export const channelTo = (
  node: NodeAddress,
  transport: ChannelCredentials,
  { keepAliveMs, keepAliveTimeoutMs }: ConnectionSettings,
): Channel =>
  new Channel(`ipv${isIP(node.address)}:${bracketed(node.address)}:${node.port}`, transport, {
    ...nameOptions(node),
    'grpc.use_local_subchannel_pool': 1,
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    ...(keepAliveMs !== undefined && { 'grpc.keepalive_time_ms': keepAliveMs }),
    ...(keepAliveTimeoutMs !== undefined && { 'grpc.keepalive_timeout_ms': keepAliveTimeoutMs }),
  });
