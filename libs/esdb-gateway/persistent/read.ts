import { randomUUID } from 'node:crypto';
import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/persistent_pb.js';
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import { endWithError } from '../protocol/calls.js';
import { uuidOf } from '../protocol/request-fields.js';
import { badRequest } from '../protocol/rpc-error.js';
import { connectionDetails } from './connection-details.js';
import type { NackAction } from './group.js';
import { parseGroupId } from './group-requests.js';
import type { Groups } from './groups.js';
import { type LinkContext, messageSender } from './message-sender.js';
import type { ReadCall } from './read-call.js';
import { confirmationMessage } from './read-responses.js';
import type { RunningGroup } from './running-group.js';
import type { Subscriber } from './subscriber.js';

const { PARK, SKIP, STOP } = persistent.ReadReq.Nack.Action;
const NACK_ACTIONS: ReadonlyMap<number, NackAction> = new Map([
  [PARK, 'park'],
  [SKIP, 'skip'],
]);

const subscriberOf = (call: ReadCall, bufferSize: number, deliver: Subscriber['deliver']): Subscriber => ({
  id: randomUUID(),
  bufferSize,
  connection: connectionDetails(call),
  deliver,
  end: (error) => endWithError(call, error),
});

/** Clients send ids in the case that they prefer. */
const ackedIdOf = (uuid: UUID): string => uuidOf(uuid).toLowerCase();

/** A call that has joined a group. */
class ConsumerCall {
  constructor(
    private readonly group: RunningGroup,
    private readonly subscriber: Subscriber,
  ) {}

  receive(request: ReadReq): void {
    const { id } = this.subscriber;
    const [ack, nack] = [request.getAck(), request.getNack()];
    if (ack) this.group.ack(id, ack.getIdsList().map(ackedIdOf));
    if (nack?.getAction() === STOP) this.group.drop(id);
    else if (nack) this.group.nack(id, nack.getIdsList().map(ackedIdOf), NACK_ACTIONS.get(nack.getAction()) ?? 'retry');
  }

  leave(): void {
    this.group.disconnect(this.subscriber.id);
  }
}

const join = (
  context: LinkContext,
  groups: Groups,
  call: ReadCall,
  options: ReadReq.Options | undefined,
): ConsumerCall => {
  const id = parseGroupId(options);
  const bufferSize = options?.getBufferSize() ?? 0;
  if (bufferSize < 1) throw badRequest(`The buffer size is ${bufferSize}. Pass 1 or more.`);
  const group = groups.get(id);
  const send = messageSender(call, context, group.definition.settings.resolveLinks);
  const subscriber = subscriberOf(call, bufferSize, send);
  group.connect(subscriber, () => call.write(confirmationMessage(id)));
  return new ConsumerCall(group, subscriber);
};

/** `PersistentSubscriptions/Read`: the first request specifies the group, each later one acks or nacks messages. */
export const read = (context: LinkContext, groups: Groups, call: ReadCall): void => {
  let consumer: ConsumerCall | undefined;
  const leave = (): void => consumer?.leave();
  call.on('data', (request: ReadReq) => {
    try {
      if (consumer) consumer.receive(request);
      else consumer = join(context, groups, call, request.getOptions());
    } catch (error) {
      endWithError(call, error);
    }
  });
  call
    .on('cancelled', leave)
    .on('error', leave)
    .on('end', () => {
      leave();
      call.end();
    });
};
