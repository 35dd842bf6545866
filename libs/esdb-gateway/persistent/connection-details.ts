import type { Metadata } from '@grpc/grpc-js';
import type { Subscriber } from './subscriber.js';

/** The user in a `Basic` authorization. */
const userIn = (metadata: Metadata): string => {
  const [scheme, encoded = ''] = String(metadata.get('authorization')[0] ?? '').split(' ');
  return scheme === 'Basic' ? (Buffer.from(encoded, 'base64').toString('utf8').split(':', 1)[0] ?? '') : 'anonymous';
};

/** Who makes a call, for whoever asks about the group. */
export const callerOf = (call: { readonly metadata: Metadata; getPeer(): string }): Subscriber['about'] => ({
  from: call.getPeer(),
  user: userIn(call.metadata),
  connection: String(call.metadata.get('connection-name')[0] ?? ''),
});
