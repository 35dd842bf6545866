import protobuf, { type BinaryWriter } from 'google-protobuf';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { START } from '../../event-store/port.js';
import type { Resolved } from './links.js';
import { writeRecord } from './recorded-event-writer.js';

/** Writes what an answer says of an event: the event, the link that led to it, and where that one (or else the event) stands. */
export const writeReadEvent = ({ event, link }: Resolved, writer: BinaryWriter): void => {
  if (event) writer.writeMessage(1, event, writeRecord);
  if (link) writer.writeMessage(2, link, writeRecord);
  writer.writeUint64String(3, (link ?? event)?.position ?? START);
};

/** An event of the log as EventStoreDB's clients read it, with the link that led to it, if any; what a link leads to may be gone. */
export class EventMessage extends streams.ReadResp {
  constructor(private readonly resolved: Resolved) {
    super();
  }

  override serializeBinary(): Uint8Array {
    const writer = new protobuf.BinaryWriter();
    writer.writeMessage(1, this.resolved, writeReadEvent);
    return writer.getResultBuffer();
  }
}
