import { agentStream, consultantStream, ticketStream } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';

const STREAM_BY_FIELD: readonly (readonly [string, (id: string) => string])[] = [
  ['ticketId', ticketStream],
  ['agentId', agentStream],
  ['consultantId', consultantStream],
];

/** Returns the streams that an event refers to by id. Processes that react to it record events there. */
export const streamsReferencedBy = ({ data }: RecordedEvent): readonly string[] => {
  const fields = new Map<string, unknown>(Object.entries(data));
  return STREAM_BY_FIELD.flatMap(([field, streamOf]) => {
    const id = fields.get(field);
    return typeof id === 'string' ? [streamOf(id)] : [];
  });
};
