import { type ExplainedClock, explainedClocks, type Ticket, ticketDecider } from '@ledgerdesk/domain';
import { decode, type EventStore } from '@ledgerdesk/event-store';
import { ticketStream } from '@ledgerdesk/events';
import { Inject, Injectable } from '@nestjs/common';
import { CommandExecutor } from './command-executor.js';
import type { PolicyTimeline } from './policies/policy-timeline.js';
import { EVENT_STORE, POLICIES } from './injection-tokens.js';

/** Whose ticket it must be. */
export interface TicketOwner {
  readonly teamId: string;
  readonly requesterId: string;
}

/** What a ticket was promised (null: standard support, E10), and how each of its clocks came about. */
export interface ExplainedTicket extends Pick<Ticket, 'entitlement'> {
  readonly clocks: readonly ExplainedClock[];
}

/** Explains response clocks from the log itself: what a requester is told is what an auditor can recompute. */
@Injectable()
export class ResponseClockReader {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(EVENT_STORE) private readonly log: EventStore,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  /** A ticket's promise and clocks; undefined where there is no such ticket, or it is not the owner's (V4). */
  async explained(ticketId: string, owner?: TicketOwner): Promise<ExplainedTicket | undefined> {
    const { state: ticket } = await this.executor.streams.load(ticketDecider, ticketStream(ticketId));
    if (!ticket || (owner && (ticket.teamId !== owner.teamId || ticket.requesterId !== owner.requesterId)))
      return undefined;
    const events = (await this.log.readStream(ticketStream(ticketId))).map(decode);
    return { entitlement: ticket.entitlement, clocks: explainedClocks(events, (at) => this.policies.at(at)) };
  }
}
