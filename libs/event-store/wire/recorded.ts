import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { foreignFromStore, plainJson, wrappedText } from '../esdb-format.js';
import type { StoredEvent } from '../port.js';
import type { Resolved } from './links.js';

/** 100 ns, counted from the Unix epoch. */
const TICKS_PER_MS = 10_000n;

interface Contents {
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

const contentsOf = (event: StoredEvent): Contents => foreignFromStore(event) ?? {
  contentType: plainJson(event.data) === undefined ? 'application/octet-stream' : 'application/json',
  data: Buffer.from(event.data),
  metadata: Buffer.from(wrappedText(event)),
};

export const identifierOf = (stream: string): StreamIdentifier => new shared.StreamIdentifier().setStreamName(Buffer.from(stream));

export const uuidFrom = (id: string): UUID => new shared.UUID().setString(id);

/** A recorded event in any of the protocol's services, each of which has a class of its own for it. */
interface Recorded {
  setId(id: UUID): unknown;
  setStreamIdentifier(stream: StreamIdentifier): unknown;
  setStreamRevision(revision: string): unknown;
  setPreparePosition(position: string): unknown;
  setCommitPosition(position: string): unknown;
  setData(data: Uint8Array): unknown;
  setCustomMetadata(metadata: Uint8Array): unknown;
  getMetadataMap(): { set(name: string, value: string): unknown };
}

/** Fills a record in with an event of the log. */
export const recorded = <R extends Recorded>(record: R, event: StoredEvent): R => {
  const { contentType, data, metadata } = contentsOf(event);
  record.setId(uuidFrom(event.id));
  record.setStreamIdentifier(identifierOf(event.stream));
  record.setStreamRevision(String(event.revision));
  record.setPreparePosition(event.position);
  record.setCommitPosition(event.position);
  record.setData(data);
  record.setCustomMetadata(metadata);
  const described = record.getMetadataMap();
  described.set('type', event.type);
  described.set('content-type', contentType);
  described.set('created', String(BigInt(Date.parse(event.recordedAt)) * TICKS_PER_MS));
  return record;
};

const recordOf = (event: StoredEvent): ReadResp.ReadEvent.RecordedEvent => recorded(new streams.ReadResp.ReadEvent.RecordedEvent(), event);

/** An event of the log as EventStoreDB's clients read it. */
export const eventMessage = (event: StoredEvent): ReadResp =>
  new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent().setEvent(recordOf(event)).setCommitPosition(event.position));

/** The same with a link that led to it; what the link leads to may be gone. */
export const resolvedMessage = ({ event, link }: Resolved): ReadResp => {
  const message = new streams.ReadResp.ReadEvent();
  if (event) message.setEvent(recordOf(event));
  if (link) message.setLink(recordOf(link));
  return new streams.ReadResp().setEvent(message.setCommitPosition((link ?? event)?.position ?? '0'));
};

export const notFoundMessage = (stream: string): ReadResp =>
  new streams.ReadResp().setStreamNotFound(new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream)));

export const confirmationMessage = (id: string): ReadResp =>
  new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(id));

export const checkpointMessage = (position: string): ReadResp =>
  new streams.ReadResp().setCheckpoint(new streams.ReadResp.Checkpoint().setCommitPosition(position).setPreparePosition(position));

export const caughtUpMessage = (): ReadResp => new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());
export const fellBehindMessage = (): ReadResp => new streams.ReadResp().setFellBehind(new streams.ReadResp.FellBehind());
