import { prefixOf, ticketStream } from '@ledgerdesk/events';
import type { Refusal } from '@ledgerdesk/kernel';
import type { NamedQuery } from '@ledgerdesk/read-store';
import { agentQueue } from './agent-queue/definition.js';
import { queuedTicket } from './agent-queue/queries.js';
import { NAME_MODELS } from './names.js';
import { type NamedQueuedTicket, withNames } from './ticket-names.js';
import { ticketThread } from './ticket-thread/definition.js';
import { type TicketWithThread, withThread } from './ticket-with-thread.js';
import { deskMessages, deskThreadOf, type ThreadRequest } from './ticket-thread/queries.js';

export interface DeskTicketParams {
  readonly ticketId: string;
  readonly thread: ThreadRequest;
}

/** Prefixes of the streams whose events name teams, members and agents. */
const NAMING = (['team', 'member', 'agent'] as const).map(prefixOf);

/** Any ticket with all messages, internal notes included, for agents and auditors only; undefined if there is none. */
export const deskTicketQuery: NamedQuery<DeskTicketParams, TicketWithThread<NamedQueuedTicket> | Refusal | undefined> =
  {
    name: 'desk-ticket',
    models: () => [agentQueue.name, ticketThread.name, ...NAME_MODELS],
    eventFilter: ({ ticketId }) => {
      const own = ticketStream(ticketId);
      return ({ stream }) => stream === own || NAMING.some((prefix) => stream.startsWith(prefix));
    },
    run: async (rows, { ticketId, thread }) => {
      const row = await queuedTicket(rows, ticketId);
      const [ticket] = await withNames(rows, row ? [row] : []);
      if (!ticket) return undefined;
      const stored = await deskMessages(rows, ticketId);
      return withThread(rows, ticket, { stored, messages: await deskThreadOf(rows, ticketId, thread) });
    },
  };
