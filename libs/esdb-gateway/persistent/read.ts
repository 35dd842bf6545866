import { randomUUID } from 'node:crypto';
import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/persistent_pb.js';
import { badRequest } from '../protocol/rpc-error.js';
import { uuidOf } from '../protocol/request-fields.js';
import { callerOf } from './connection-details.js';
import type { Refusal } from './group.js';
import type { Groups } from './groups.js';
import { confirmationMessage } from './read-responses.js';
import { fail, type ReadCall } from '../server/calls.js';
import { idIn } from './group-requests.js';
import type { RunningGroup } from './running-group.js';
import { type LinkContext, sendingTo } from './message-sender.js';
import type { Subscriber } from './subscriber.js';

const { PARK, SKIP, STOP } = persistent.ReadReq.Nack.Action;
const REFUSALS: ReadonlyMap<number, Refusal> = new Map([
  [PARK, 'park'],
  [SKIP, 'skip'],
]);

const subscriberAt = (call: ReadCall, bufferSize: number, deliver: Subscriber['deliver']): Subscriber => ({
  id: randomUUID(),
  bufferSize,
  about: callerOf(call),
  deliver,
  end: (fault) => fail(call, fault),
});

/** One consumer's call: it names its group first, then settles events. */
class Reading {
  constructor(
    private readonly group: RunningGroup,
    private readonly subscriber: Subscriber,
  ) {}

  take(request: ReadReq): void {
    const { id } = this.subscriber;
    const [ack, nack] = [request.getAck(), request.getNack()];
    if (ack) this.group.acknowledge(id, ack.getIdsList().map(uuidOf));
    if (nack?.getAction() === STOP) this.group.drop(id);
    else if (nack) this.group.refuse(id, nack.getIdsList().map(uuidOf), REFUSALS.get(nack.getAction()) ?? 'retry');
  }

  leave(): void {
    this.group.disconnect(this.subscriber.id);
  }
}

const begin = (context: LinkContext, groups: Groups, call: ReadCall, options: ReadReq.Options | undefined): Reading => {
  const id = idIn(options);
  const bufferSize = options?.getBufferSize() ?? 0;
  if (bufferSize < 1) throw badRequest(`A consumer takes 1 event or more at once, not ${bufferSize}.`);
  const group = groups.get(id);
  const subscriber = subscriberAt(call, bufferSize, sendingTo(call, context, group.definition.settings.resolveLinks));
  group.connect(subscriber, () => call.write(confirmationMessage(id)));
  return new Reading(group, subscriber);
};

/** `Read`: options first, then acknowledgements and refusals; events come for as long as the call lasts. */
export const read = (context: LinkContext, groups: Groups, call: ReadCall): void => {
  let reading: Reading | undefined;
  const leave = (): void => reading?.leave();
  call.on('data', (request: ReadReq) => {
    try {
      if (reading) reading.take(request);
      else reading = begin(context, groups, call, request.getOptions());
    } catch (fault) {
      fail(call, fault);
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
