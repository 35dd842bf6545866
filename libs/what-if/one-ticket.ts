import { ticketStream } from '@ledgerdesk/events';
import type { ClockPair } from './clock-pair.js';
import type { DecidingPolicies } from './deciding-policies.js';
import { type ClearLog, eventsOfStream, readFacts } from './fact-states.js';
import { type FactSource, factsOf } from './step-facts.js';
import { TicketClocks } from './ticket-clocks.js';
import { STEP_EVENTS, StepCollector, type TicketStep } from './ticket-step.js';

const TYPES: readonly string[] = STEP_EVENTS;

/** A ticket as far as its stream was read, with the clocks that have ended. */
export interface OneTicket {
  readonly clocks: TicketClocks;
  readonly ended: readonly ClockPair[];
}

/**
 * Derives the clocks of one ticket from its stream, and from those of the tickets that were merged into it.
 * `before`: the revision at which to stop. Default: all events of the question.
 */
export const deriveTicket = async (
  log: ClearLog,
  policies: DecidingPolicies,
  ticketId: string,
  before = Infinity,
): Promise<OneTicket> => {
  const clocks = new TicketClocks(policies);
  const ended: ClockPair[] = [];
  const source: FactSource = {
    opening: (opening) => readFacts(log, opening),
    carried: async (from, until) => (await deriveTicket({ ...log, until }, policies, from)).clocks.carried,
  };
  const apply = async (step: TicketStep | undefined): Promise<void> => {
    if (step) ended.push(...clocks.apply(step, await factsOf(step, source)));
  };
  const steps = new StepCollector();
  for await (const event of eventsOfStream(log, ticketStream(ticketId), before - 1))
    if (TYPES.includes(event.type)) await apply(steps.add(event));
  await apply(steps.end());
  return { clocks, ended };
};
