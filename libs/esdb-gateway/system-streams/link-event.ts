import { encodeForeign, type StoredEvent } from '@ledgerdesk/event-store';
import { LINK_TYPE } from '../protocol/links.js';
import type { LinkedEvent, SystemStream } from './system-stream.js';

/** Metadata as EventStoreDB's projections write them. `$v` is the version of the projection. */
const metadataOf = ({ id, position }: StoredEvent, { origin, isDeletion }: LinkedEvent): string =>
  [
    `{"$v":"1:-1:1:4","$c":${position},"$p":${position}`,
    ...(origin === undefined ? [] : [`"$o":${JSON.stringify(origin)}`]),
    ...(isDeletion ? ['"$deleted":-1'] : []),
    `"$causedBy":${JSON.stringify(id)}}`,
  ].join(',');

/**
 * The link to an event, as the event `revision` of a system stream. It has the position and the id of the event, so
 * that checkpoints of groups are those of the log.
 */
export const linkEvent = (
  { name }: SystemStream,
  revision: number,
  event: StoredEvent,
  linked: LinkedEvent,
): StoredEvent => {
  const { id, position, recordedAt } = event;
  const link = encodeForeign(
    {
      id,
      type: LINK_TYPE,
      contentType: 'application/octet-stream',
      data: Buffer.from(linked.target),
      metadata: Buffer.from(metadataOf(event, linked)),
    },
    recordedAt,
  );
  return { ...link, stream: name, revision, position };
};
