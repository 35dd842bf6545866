import type { DomainEvent, Instant, Position, RecordedEvent } from '@ledgerdesk/kernel';

/** A command that is recorded in a stream. */
export interface RecordedCommand {
  /** Revision of its last event. */
  readonly revision: number;
  readonly requestHash: string;
}

/** A stream folded up to a revision; -1 before its first event. */
export interface LoadedStream<State> {
  readonly state: State;
  readonly revision: number;
  readonly position: Position;
  readonly lastOccurredAt: Instant;
  /** Recorded commands by ID. */
  readonly commands: Map<string, RecordedCommand>;
}

/** The part of a decider that folds events, for any event of the log. Every decider is one. */
export interface Evolver<State> {
  readonly initial: State;
  evolve(state: State, event: DomainEvent, occurredAt: Instant): State;
}

/**
 * Folds decoded events into a state.
 *
 * @example
 * const ticket = fold(ticketDecider, (await log.readStream(stream)).map(decode));
 */
export const fold = <State>(evolver: Evolver<State>, events: readonly RecordedEvent[]): State =>
  events.reduce((state, event) => evolver.evolve(state, event, event.occurredAt), evolver.initial);
