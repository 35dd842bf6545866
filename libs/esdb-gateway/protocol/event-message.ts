import protobuf, { type BinaryWriter } from 'google-protobuf';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { START } from '@ledgerdesk/event-store';
import type { ResolvedEvent } from './links.js';
import { writeRecordedEvent } from './recorded-event-writer.js';

/** Writes a `ReadEvent`: the event, the link to it, and the commit position of the link or else of the event. */
export const writeReadEvent = ({ event, link }: ResolvedEvent, writer: BinaryWriter): void => {
  if (event) writer.writeMessage(1, event, writeRecordedEvent);
  if (link) writer.writeMessage(2, link, writeRecordedEvent);
  writer.writeUint64String(3, (link ?? event)?.position ?? START);
};

/** A `ReadResp` that holds an event. */
export class EventMessage extends streams.ReadResp {
  constructor(private readonly resolved: ResolvedEvent) {
    super();
  }

  override serializeBinary(): Uint8Array {
    const writer = new protobuf.BinaryWriter();
    writer.writeMessage(1, this.resolved, writeReadEvent);
    return writer.getResultBuffer();
  }
}
