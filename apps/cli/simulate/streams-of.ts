import { agentStream, consultantStream, ticketStream } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';

const NAMED_BY: readonly (readonly [string, (id: string) => string])[] = [
  ['ticketId', ticketStream],
  ['agentId', agentStream],
  ['consultantId', consultantStream],
];

/** The streams that an event names: where what follows from it is recorded. */
export const streamsNamedIn = ({ data }: RecordedEvent): readonly string[] => {
  const fields = new Map<string, unknown>(Object.entries(data));
  return NAMED_BY.flatMap(([field, streamOf]) => {
    const id = fields.get(field);
    return typeof id === 'string' ? [streamOf(id)] : [];
  });
};
