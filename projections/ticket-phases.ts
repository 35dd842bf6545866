import type { Instant } from '@ledgerdesk/kernel';
import { type Since, type Span, spansOf, valueAt } from './reports/interval.js';
import type { FlowState, TicketFlowRow } from './ticket-flow/definition.js';

/** A time in which a ticket was in one state, with one agent or none. */
export interface TicketPhase extends Span {
  readonly state: FlowState;
  readonly agentId: string | null;
}

const handsOf = ({ hands }: TicketFlowRow): readonly Since<string | null>[] =>
  hands.map(({ at, agentId }) => ({ at, value: agentId }));

/** Returns the agent to whom a ticket was assigned at an instant; null for none. */
export const agentAt = (row: TicketFlowRow, instant: Instant): string | null => valueAt(handsOf(row), instant) ?? null;

/** Returns the phases of a ticket in order of time. */
export const phasesOf = (row: TicketFlowRow): readonly TicketPhase[] => {
  const turns = spansOf(row.turns.map(({ at, state }) => ({ at, value: state })));
  if (row.hands.length === 0) return turns.map(({ at, until, value: state }) => ({ at, until, state, agentId: null }));
  return turns.flatMap(({ at, until, value: state }) => {
    const later = row.hands.filter((hand) => hand.at > at && (until === undefined || hand.at < until));
    const agents = [{ at, value: agentAt(row, at) }, ...later.map((hand) => ({ at: hand.at, value: hand.agentId }))];
    return spansOf(agents).map((span) => ({ at: span.at, until: span.until ?? until, state, agentId: span.value }));
  });
};
