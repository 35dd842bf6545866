import type { Command, Decider, DomainEvent, Instant, Position } from '@ledgerdesk/kernel';

/** Where a command of a stream ended, and whether it came with the same request. */
export interface RecordedCommand {
  readonly revision: number;
  readonly requestHash: string;
}

/** A stream folded up to a revision; -1 before its first event. */
export interface LoadedStream<State> {
  readonly state: State;
  readonly revision: number;
  readonly position: Position;
  readonly lastOccurredAt: Instant;
  /** By command id: what has been done already. */
  readonly commands: Map<string, RecordedCommand>;
}

/** The part of a decider that folds. */
export type Evolver<State> = Pick<Decider<Command, DomainEvent, State, unknown>, 'initial'> & {
  evolve(state: State, event: DomainEvent, occurredAt: Instant): State;
};
