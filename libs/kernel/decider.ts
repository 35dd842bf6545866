import type { DomainEvent } from './event.js';
import type { Instant } from './instant.js';
import type { Refusal } from './refusal.js';

/** What every command brings along: its time, never earlier than the last event of its stream. */
export interface Command {
  readonly type: string;
  readonly at: Instant;
}

/**
 * The rules of one aggregate, pure: `decide` looks at state and facts and answers with events (none: nothing to do)
 * or a refusal; `evolve` folds an event that occurred at a time into the state. `facts` come from other streams.
 */
export interface Decider<C extends Command, E extends DomainEvent, State, Facts = undefined> {
  readonly initial: State;
  evolve(state: State, event: E, occurredAt: Instant): State;
  decide(command: C, state: State, facts: Facts): readonly E[] | Refusal;
}
