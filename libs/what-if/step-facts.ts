import type { Position } from '@ledgerdesk/kernel';
import type { Carried } from './command-of.js';
import type { OpeningFacts, OpeningRead } from './fact-states.js';
import type { StepFacts } from './ticket-clocks.js';
import { eventIn, type TicketStep } from './ticket-step.js';

/** Where the facts of steps come from. */
export interface FactSource {
  readonly opening: (opening: OpeningRead) => Promise<OpeningFacts>;
  /** What a ticket that was merged before a position brings to the one in which it goes on. */
  readonly carried: (ticketId: string, until: Position) => Promise<Carried | undefined>;
}

const NO_FACTS: StepFacts = {};

/** The facts that a step needs; most need none. A ticket without a target would have none under any policy (E10). */
export const factsOf = (step: TicketStep, source: FactSource): StepFacts | Promise<StepFacts> => {
  const [first] = step.events;
  if (first?.type === 'TicketOpened') {
    const { entitlement, teamId, requesterId } = eventIn(step, 'TicketOpened')?.data ?? {};
    if (!entitlement || teamId === undefined || requesterId === undefined) return NO_FACTS;
    return source.opening({ teamId, requesterId, addOn: entitlement.addOn, read: step.read });
  }
  const received = eventIn(step, 'TicketMergeReceived');
  return received ? source.carried(received.data.from, received.position).then((carried) => ({ carried })) : NO_FACTS;
};
