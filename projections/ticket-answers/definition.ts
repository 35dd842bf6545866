import type { LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';

/** An answer of an agent on a ticket. */
export type TicketAnswerRow = {
  readonly ticketId: string;
  readonly teamId: string;
  readonly agentId: string;
  /** When the agent wrote it: in a chat before the event, or with the event. */
  readonly at: Instant;
};

const answered = (
  _row: TicketAnswerRow | undefined,
  { data: { ticketId, teamId, agentId, writtenAt }, occurredAt }: LoggedEvent<'TicketAnswered'>,
): TicketAnswerRow => ({ ticketId, teamId, agentId, at: writtenAt ?? occurredAt });

/** Who answered when, without texts: one row for each answer. */
export const ticketAnswers = defineProjection({
  name: 'ticket-answers',
  version: 1,
  table: { columns: { at: 'text' }, indexes: [['at']] },
  keysOf: ({ data, revision }) => [`${data.ticketId}.${revision}`],
  on: { TicketAnswered: answered },
});
