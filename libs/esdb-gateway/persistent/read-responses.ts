import protobuf, { type BinaryWriter } from 'google-protobuf';
import persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { ReadResp } from '@eventstore/db-client/generated/persistent_pb.js';
import { writeReadEvent } from '../protocol/event-message.js';
import type { Resolved } from '../protocol/links.js';
import type { GroupId } from './group-state.js';

export const confirmationMessage = ({ source, name }: GroupId): ReadResp =>
  new persistent.ReadResp().setSubscriptionConfirmation(
    new persistent.ReadResp.SubscriptionConfirmation().setSubscriptionId(`${source}::${name}`),
  );

/** An event, or a link with what it leads to, and how often it was given to consumers before. */
export class DeliveryMessage extends persistent.ReadResp {
  constructor(
    private readonly resolved: Resolved,
    private readonly retries: number,
  ) {
    super();
  }

  override serializeBinary(): Uint8Array {
    const writer = new protobuf.BinaryWriter();
    writer.writeMessage(1, this.resolved, (resolved: Resolved, to: BinaryWriter) => {
      writeReadEvent(resolved, to);
      to.writeInt32(5, this.retries);
    });
    return writer.getResultBuffer();
  }
}
