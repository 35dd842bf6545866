import { status } from '@grpc/grpc-js';
import { GatewayFault } from '../protocol/rpc-error.js';
import type { GroupId } from './group-state.js';

/** Trailers hold ASCII only. */
const trailer = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? text : encodeURIComponent(text));

const fault = (code: number, exception: string, { source, name }: GroupId, what: string): GatewayFault =>
  new GatewayFault(code, exception, `Subscription group ${name} on stream ${source} ${what}`, {
    'stream-name': trailer(source),
    'group-name': trailer(name),
  });

export const noSuchGroup = (id: GroupId): GatewayFault =>
  fault(status.NOT_FOUND, 'persistent-subscription-does-not-exist', id, 'does not exist.');
export const groupExists = (id: GroupId): GatewayFault =>
  fault(status.ALREADY_EXISTS, 'persistent-subscription-exists', id, 'exists.');
export const groupFull = (id: GroupId): GatewayFault =>
  fault(status.FAILED_PRECONDITION, 'maximum-subscribers-reached', id, 'has all the subscribers it may have.');
export const dropped = (id: GroupId): GatewayFault =>
  fault(
    status.CANCELLED,
    'persistent-subscription-dropped',
    id,
    'no longer serves this consumer: it stopped, was changed, deleted, or the consumer asked for it. Subscribe again.',
  );
