import protobuf, { type BinaryWriter } from 'google-protobuf';
import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { ReadResp } from '@eventstore/db-client/generated/persistent_pb.js';
import { writeReadEvent } from '../protocol/event-message.js';
import type { ResolvedEvent } from '../protocol/links.js';
import type { GroupId } from './group-state.js';

export const confirmationMessage = ({ source, name }: GroupId): ReadResp =>
  new persistent.ReadResp().setSubscriptionConfirmation(
    new persistent.ReadResp.SubscriptionConfirmation().setSubscriptionId(`${source}::${name}`),
  );

/** A `ReadResp` that holds an event and its retry count. */
export class DeliveryMessage extends persistent.ReadResp {
  constructor(
    private readonly resolved: ResolvedEvent,
    private readonly retries: number,
  ) {
    super();
  }

  override serializeBinary(): Uint8Array {
    const writer = new protobuf.BinaryWriter();
    writer.writeMessage(1, this.resolved, (resolved: ResolvedEvent, to: BinaryWriter) => {
      writeReadEvent(resolved, to);
      to.writeInt32(5, this.retries);
    });
    return writer.getResultBuffer();
  }
}
