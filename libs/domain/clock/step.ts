import type { ClockStepped } from '@ledgerdesk/events';
import type { Command, Decider, Instant } from '@ledgerdesk/kernel';

/** The steps of one move of the simulated clock. */
export interface ClockSteps {
  /** Time that the last step reached; undefined before the first. */
  readonly reached: Instant | undefined;
}

/** Records that the simulated clock has reached `to`, so that other engines follow. */
export interface StepClock extends Command {
  readonly type: 'StepClock';
  readonly moveId: string;
  readonly to: Instant;
}

/** Decides the steps of one move: each is later than the one before. */
export const clockStepDecider: Decider<StepClock, ClockStepped, ClockSteps, object> = {
  initial: { reached: undefined },
  evolve: (_, { data }) => ({ reached: data.to }),
  decide: ({ moveId, to }, { reached = '' }) => (to > reached ? [{ type: 'ClockStepped', data: { moveId, to } }] : []),
};
