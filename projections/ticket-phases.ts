import type { Instant } from '@ledgerdesk/kernel';
import type { Span } from './reports/interval.js';
import type { FlowState, TicketFlowRow } from './ticket-flow/definition.js';

/** A time in which a ticket was in one state, with one agent or none. */
export interface TicketPhase extends Span {
  readonly state: FlowState;
  readonly agentId: string | null;
}

/** Returns the agent to whom a ticket was assigned at an instant; null for none. */
export const agentAt = ({ hands }: TicketFlowRow, instant: Instant): string | null =>
  hands.findLast(({ at }) => at <= instant)?.agentId ?? null;

/** Returns the phases of a ticket in order of time, without those that lasted no time. One pass over its history. */
export const phasesOf = ({ turns, hands }: TicketFlowRow): readonly TicketPhase[] => {
  const phases: TicketPhase[] = [];
  let agentId: string | null = null;
  let next = 0;
  for (const [index, { at, state }] of turns.entries()) {
    const until = turns[index + 1]?.at;
    let start = at;
    for (let hand = hands[next]; hand && (until === undefined || hand.at < until); hand = hands[++next]) {
      if (hand.at > start) {
        phases.push({ at: start, until: hand.at, state, agentId });
        start = hand.at;
      }
      agentId = hand.agentId;
    }
    if (until === undefined || start < until) phases.push({ at: start, until, state, agentId });
  }
  return phases;
};
