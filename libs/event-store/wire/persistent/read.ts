import { randomUUID } from 'node:crypto';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/persistent_pb.js';
import { asFault, badRequest } from '../faults.js';
import { uuidOf } from '../proposed.js';
import { callerOf } from './caller.js';
import type { Refusal } from './group.js';
import type { Groups } from './groups.js';
import { confirmationMessage, eventMessage } from './messages.js';
import { idIn } from './requested.js';
import type { RunningGroup, Subscriber } from './running-group.js';

export type ReadCall = ServerDuplexStream<ReadReq, ReadResp>;

const { PARK, SKIP, STOP } = persistent.ReadReq.Nack.Action;
const REFUSALS: ReadonlyMap<number, Refusal> = new Map([[PARK, 'park'], [SKIP, 'skip']]);

/** Ends a call with a status; `destroy` would leave the client waiting for one. */
export const fail = (call: ReadCall, fault: unknown): void => void call.emit('error', asFault(fault));

const subscriberAt = (call: ReadCall, bufferSize: number): Subscriber => ({
  id: randomUUID(),
  bufferSize,
  about: callerOf(call),
  deliver: (message) => { if (!call.cancelled) call.write(eventMessage(message)); },
  end: (fault) => fail(call, fault),
});

/** One consumer's call: it names its group first, then settles events. */
class Reading {
  constructor(private readonly group: RunningGroup, private readonly subscriber: Subscriber) {}

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

const begin = (groups: Groups, call: ReadCall, options: ReadReq.Options | undefined): Reading => {
  const id = idIn(options);
  const bufferSize = options?.getBufferSize() ?? 0;
  if (bufferSize < 1) throw badRequest(`A consumer takes 1 event or more at once, not ${bufferSize}.`);
  const group = groups.get(id);
  const subscriber = subscriberAt(call, bufferSize);
  group.connect(subscriber, () => call.write(confirmationMessage(id)));
  return new Reading(group, subscriber);
};

/** `Read`: options first, then acknowledgements and refusals; events come for as long as the call lasts. */
export const read = (groups: Groups, call: ReadCall): void => {
  let reading: Reading | undefined;
  const leave = (): void => reading?.leave();
  call.on('data', (request: ReadReq) => {
    try {
      if (reading) reading.take(request);
      else reading = begin(groups, call, request.getOptions());
    } catch (fault) {
      fail(call, fault);
    }
  });
  call.on('cancelled', leave).on('error', leave).on('end', () => {
    leave();
    call.end();
  });
};
