import { CommandExecutor, EngineClock } from '@ledgerdesk/application';
import { ticketDecider } from '@ledgerdesk/domain';
import { ticketStream } from '@ledgerdesk/events';
import { addMillis } from '@ledgerdesk/kernel';
import type { Presence, TicketActivity, TicketViewer } from '@ledgerdesk/presence';
import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '../platform/http/problem.js';
import { PRESENCE } from '../platform/tokens.js';
import { ViewerUpdates } from './viewer-updates.js';

/** An agent counts as gone after this time, unless they are shown again. */
export const VIEWER_SECONDS = 30;
/** Agents shown on one ticket. */
const MAX_SHOWN = 50;

/** Which agents have which tickets open. Nothing of it is recorded in the log. */
@Injectable()
export class TicketPresence {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly clock: EngineClock,
    private readonly updates: ViewerUpdates,
    @Inject(PRESENCE) private readonly presence: Presence,
  ) {}

  /**
   * Shows an agent on a ticket for `VIEWER_SECONDS`, and returns all agents shown on it. Throws Problem if there is no
   * such ticket.
   */
  async show(ticketId: string, agentId: string, activity: TicketActivity): Promise<readonly TicketViewer[]> {
    const { state } = await this.executor.views.decide(
      (read) => read(ticketDecider, ticketStream(ticketId)),
      (ticket) => ticket.state === undefined,
    );
    if (!state) throw new Problem(404, 'ticket-not-found', 'Ticket not found.');
    const since = this.clock.now();
    const expiresAt = addMillis(since, VIEWER_SECONDS * 1_000);
    await this.presence.showViewer({ ticketId, agentId, activity, since, expiresAt });
    this.updates.notify();
    return this.of(ticketId);
  }

  /** Stops showing an agent on a ticket, and returns the agents still shown on it. */
  async leave(ticketId: string, agentId: string): Promise<readonly TicketViewer[]> {
    await this.presence.removeViewer(ticketId, agentId);
    this.updates.notify();
    return this.of(ticketId);
  }

  /** Agents with the ticket open now. */
  of(ticketId: string): Promise<readonly TicketViewer[]> {
    return this.presence.viewersAt(this.clock.now(), MAX_SHOWN, ticketId);
  }
}
