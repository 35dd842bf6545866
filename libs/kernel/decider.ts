import type { DomainEvent, RecordedEvent } from './event.js';
import type { Instant } from './instant.js';
import type { Refusal } from './refusal.js';

/** A request to change one aggregate. `at` is the time it takes effect, never before the last event of its stream. */
export interface Command {
  readonly type: string;
  readonly at: Instant;
}

/** The outcome of a command: the events to record (an empty list if nothing changes) or a refusal. */
export type Decision<E extends DomainEvent> = readonly E[] | Refusal;

/** Folds the events of one stream into a state. Any decider is an evolver, regardless of its event type. */
export interface Evolver<State> {
  /** The state before the first event. */
  readonly initial: State;
  /** Type of an event that carries the whole state, if there is one: the events before it need not be read. */
  readonly snapshot?: string;
  /** Returns the state after an event. Pure; never throws for an event of its stream. */
  evolve(state: State, event: DomainEvent, occurredAt: Instant): State;
}

/**
 * The business logic of one aggregate as pure functions: no I/O, no clock, no randomness.
 *
 * `decide` never throws for a command of its type; it refuses. `Facts` is the state it needs from other streams.
 *
 * @example
 * const counter: Decider<Increment, Incremented, number> = {
 *   initial: 0,
 *   evolve: (count) => count + 1,
 *   decide: (_command, count) =>
 *     count < 10 ? [{ type: 'Incremented', data: {} }] : refuse('conflict', 'full', 'The counter is at 10.'),
 * };
 */
export interface Decider<C extends Command, E extends DomainEvent, State, Facts = undefined> {
  /** The state before the first event. */
  readonly initial: State;
  /** Type of an event that carries the whole state, if there is one: see `Evolver`. */
  readonly snapshot?: E['type'];
  /** Returns the state after an event that occurred at `occurredAt`. */
  evolve(state: State, event: E, occurredAt: Instant): State;
  /** Returns the events of an accepted command, or a refusal. */
  decide(command: C, state: State, facts: Facts): Decision<E>;
}

/** Returns the state of one stream after its recorded events, given in order. */
export const foldEvents = <State>(decider: Evolver<State>, events: readonly RecordedEvent[]): State =>
  events.reduce((state, event) => decider.evolve(state, event, event.occurredAt), decider.initial);
