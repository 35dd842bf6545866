import { type ClockExplanation, explainClocks, type Ticket, ticketDecider } from '@ledgerdesk/domain';
import { decode, type EventStore } from '@ledgerdesk/event-store';
import { ticketStream } from '@ledgerdesk/events';
import { Inject, Injectable } from '@nestjs/common';
import { CommandExecutor } from './command-executor.js';
import { EVENT_STORE, POLICIES } from './injection-tokens.js';
import type { PolicyTimeline } from './policies/policy-timeline.js';

/** The requester of a ticket. */
export interface TicketOwner {
  readonly teamId: string;
  readonly requesterId: string;
}

/** A ticket's entitlement (null for standard support, E10) and its response clocks, each with its computation. */
export interface ExplainedTicket extends Pick<Ticket, 'entitlement'> {
  readonly clocks: readonly ClockExplanation[];
}

/**
 * Explains response clocks from the events in the log, so that an auditor can recompute what a requester is shown.
 *
 * @example
 * const explained = await reader.explain(ticketId, { teamId: 'acme', requesterId: 'aiko' });
 */
@Injectable()
export class ResponseClockReader {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(EVENT_STORE) private readonly log: EventStore,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  /** Returns undefined if the ticket does not exist, or belongs to another owner (V4). */
  async explain(ticketId: string, owner?: TicketOwner): Promise<ExplainedTicket | undefined> {
    const { state: ticket } = await this.executor.streams.load(ticketDecider, ticketStream(ticketId));
    if (!ticket || (owner && (ticket.teamId !== owner.teamId || ticket.requesterId !== owner.requesterId)))
      return undefined;
    const events = (await this.log.readStream(ticketStream(ticketId))).map(decode);
    return { entitlement: ticket.entitlement, clocks: explainClocks(events, (at) => this.policies.at(at)) };
  }
}
