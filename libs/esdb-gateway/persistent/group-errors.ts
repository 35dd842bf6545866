import { status } from '@grpc/grpc-js';
import { RpcError } from '../protocol/rpc-error.js';
import { groupName } from './group-history.js';
import type { GroupId } from './group-state.js';

const groupError = (code: number, exception: string, { source, name }: GroupId, what: string): RpcError =>
  new RpcError(code, exception, `Subscription group ${name} on stream ${source} ${what}`, {
    'stream-name': source,
    'group-name': name,
  });

export const groupNotFound = (id: GroupId): RpcError =>
  groupError(status.NOT_FOUND, 'persistent-subscription-does-not-exist', id, 'does not exist.');
export const groupExists = (id: GroupId): RpcError =>
  groupError(status.ALREADY_EXISTS, 'persistent-subscription-exists', id, 'already exists.');
export const groupFull = (id: GroupId): RpcError =>
  groupError(
    status.FAILED_PRECONDITION,
    'maximum-subscribers-reached',
    id,
    'has reached its maximum number of subscribers.',
  );
/** The log lost events that the group has delivered; an operator has to decide where it continues. */
export const groupWaits = (id: GroupId, detail: string): RpcError =>
  groupError(
    status.FAILED_PRECONDITION,
    'persistent-subscription-failed',
    id,
    `waits for a decision, because the log lost events that it has delivered (${detail}). An operator has to run ` +
      `"ledgerdesk checkpoint '${groupName(id)}' --at head", or --at a position.`,
  );
export const consumerDropped = (id: GroupId): RpcError =>
  groupError(
    status.CANCELLED,
    'persistent-subscription-dropped',
    id,
    'dropped this consumer: the group was stopped, updated or deleted, or the consumer sent Stop. Subscribe again.',
  );
