import type { Metadata } from '@grpc/grpc-js';

/** The fields of `ConnectionInfo` that describe a consumer. */
export interface ConnectionDetails {
  /** Address and port. */
  readonly from: string;
  readonly username: string;
  readonly connectionName: string;
}

/** The user name in HTTP Basic credentials. */
const parseUsername = (metadata: Metadata): string => {
  const [scheme, encoded = ''] = String(metadata.get('authorization')[0] ?? '').split(' ');
  return scheme === 'Basic' ? (Buffer.from(encoded, 'base64').toString('utf8').split(':', 1)[0] ?? '') : 'anonymous';
};

export const connectionDetails = (call: { readonly metadata: Metadata; getPeer(): string }): ConnectionDetails => ({
  from: call.getPeer(),
  username: parseUsername(call.metadata),
  connectionName: String(call.metadata.get('connection-name')[0] ?? ''),
});
