import { addOnDecider, addOnsOf } from '@ledgerdesk/domain';
import { decode, type EventStore } from '@ledgerdesk/event-store';
import { addOnStream, isLogged, type LoggedEvent, teamStream } from '@ledgerdesk/events';
import { comparePositions } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CommandExecutor, type CommandResult } from './command-executor.js';
import { AddOnCommandMessage } from './command-messages.js';
import { reactionEnvelope } from './envelope.js';
import { executeOrThrow } from './execute-or-throw.js';
import { EVENT_STORE, POLICIES } from './injection-tokens.js';
import type { PolicyTimeline } from './policies/policy-timeline.js';

/** The process whose commands charge seats. Part of their command IDs. */
const NAME = 'seat-charges';

/** The events of a team after which an add-on may have more seats than it has paid for. */
export const SEAT_EVENTS = ['SeatChangeConfirmed', 'SeatReductionWithdrawn'] as const;
type SeatEvent = LoggedEvent<(typeof SEAT_EVENTS)[number]>;

/**
 * P9: charges the add-ons of a team for seats that were added. The handler that confirms a change does so at once, and
 * the process `seat-charges` again, so that a change that a crash interrupted is charged. Whatever comes first on an
 * add-on charges them too.
 */
@Injectable()
export class SeatCharges {
  constructor(
    private readonly commands: CommandBus,
    private readonly executor: CommandExecutor,
    @Inject(EVENT_STORE) private readonly log: EventStore,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  /** Charges every add-on of the team, and returns the latest result; undefined if it never had any. */
  async complete(event: SeatEvent, tenant: string): Promise<CommandResult<unknown> | undefined> {
    const { teamId } = event.data;
    let last: CommandResult<unknown> | undefined;
    for (const product of addOnsOf(this.policies.at(event.occurredAt).taxonomy)) {
      const { state } = await this.executor.streams.read(addOnDecider, addOnStream(teamId, product));
      if (!state || state.ended) continue;
      const envelope = reactionEnvelope(NAME, event, { tenant, occurredAt: event.occurredAt, parts: [product] });
      const command = new AddOnCommandMessage(envelope, teamId, product, 'engine', { type: 'ChargeSeats' });
      const result = await executeOrThrow(this.commands, command);
      if (!last || comparePositions(result.position, last.position) > 0) last = result;
    }
    return last;
  }

  /** Charges what a command on a team has confirmed. Returns the result with the position of its last event. */
  async completeAfter<State>(
    result: CommandResult<State>,
    teamId: string,
    tenant: string,
  ): Promise<CommandResult<State>> {
    const stored = await this.log.readStream(teamStream(teamId), { from: result.revision, limit: 1 });
    const [last] = stored.map(decode);
    if (!last || !isLogged(last, SEAT_EVENTS)) return result;
    const completed = await this.complete(last, tenant);
    if (!completed || comparePositions(completed.position, result.position) < 0) return result;
    return { ...result, position: completed.position };
  }
}
