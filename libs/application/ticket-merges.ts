import { ticketDecider } from '@ledgerdesk/domain';
import { decode, type EventStore } from '@ledgerdesk/event-store';
import { isLogged, type LoggedEvent, ticketStream } from '@ledgerdesk/events';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CommandExecutor, type CommandResult } from './command-executor.js';
import { TicketCommandMessage } from './command-messages.js';
import { reactionEnvelope } from './envelope.js';
import { executeOrThrow } from './execute-or-throw.js';
import { EVENT_STORE } from './injection-tokens.js';

/** The process whose commands complete merges. Part of their command IDs. */
const NAME = 'ticket-merges';

/**
 * Completes merges: tells the ticket into which another was merged. The handler that merges does so at once, and the
 * process `ticket-merges` again, so that a merge that a crash interrupted is completed.
 */
@Injectable()
export class TicketMerges {
  constructor(
    private readonly commands: CommandBus,
    private readonly executor: CommandExecutor,
    @Inject(EVENT_STORE) private readonly log: EventStore,
  ) {}

  /** Completes a recorded merge, and returns the result, also of a repeat. */
  async complete(event: LoggedEvent<'TicketMerged'>, tenant: string): Promise<CommandResult<unknown> | undefined> {
    const { ticketId: from, into, agentId, entitlement, carriedClock: clock } = event.data;
    const target = await this.targetOf(from, into);
    if (target === undefined) return undefined;
    const envelope = reactionEnvelope(NAME, event, { tenant, occurredAt: event.occurredAt });
    const input = { type: 'ReceiveMerge', from, agentId, entitlement, clock } as const;
    return executeOrThrow(this.commands, new TicketCommandMessage(envelope, target, input));
  }

  /** Completes the merge that a command has recorded. Returns the result with the position of its last event. */
  async completeAfter<State>(
    result: CommandResult<State>,
    ticketId: string,
    tenant: string,
  ): Promise<CommandResult<State>> {
    const stored = await this.log.readStream(ticketStream(ticketId), { from: result.revision, limit: 1 });
    const [last] = stored.map(decode);
    if (!last || !isLogged(last, ['TicketMerged'])) return result;
    const completed = await this.complete(last, tenant);
    return completed ? { ...result, position: completed.position } : result;
  }

  /**
   * The ticket that knows of the merge, or else the one in which a merged one goes on: the target may have been merged
   * too. undefined if two tickets were merged into each other, on two engines at the same time.
   */
  private async targetOf(from: string, into: string): Promise<string | undefined> {
    const passed = new Set([from]);
    for (let ticketId = into; !passed.has(ticketId);) {
      passed.add(ticketId);
      const { state } = await this.executor.streams.read(ticketDecider, ticketStream(ticketId));
      if (!state) return undefined;
      if (state.mergedInto === null || state.mergedFrom.includes(from)) return ticketId;
      ticketId = state.mergedInto;
    }
    return undefined;
  }
}
