import type { CommandSample } from '@ledgerdesk/domain';
import fc from 'fast-check';
import {
  addMillis,
  type Command,
  DAY,
  type Decider,
  type DomainEvent,
  HOUR,
  type Instant,
  isRefusal,
  later,
  type Refusal,
} from '@ledgerdesk/kernel';
import { runs } from './runs.js';

/** One step of a random command sequence. */
export interface Attempt<C, State, Facts> {
  /** Milliseconds since the previous attempt; `due` waits until the next due instant of the state, if it has one. */
  readonly wait: number | 'due';
  readonly facts: Facts;
  /** Builds the command from the current state and time. */
  readonly command: (state: State, at: Instant) => C;
}

/** A command with its decision, and the states before and after. */
export interface DecidedCommand<C, E extends DomainEvent, State, Facts> {
  readonly command: C;
  readonly before: State;
  readonly after: State;
  readonly facts: Facts;
  readonly decision: readonly E[] | Refusal;
}

/** Waits of up to a day, often zero or until the exact due instant. */
export const waits = fc.oneof(fc.constant(0), fc.constant<'due'>('due'), fc.nat(2 * HOUR), fc.nat(DAY));

export const START = '2026-11-26T22:00:00.000Z';

/**
 * Runs attempts one after another against a decider, from its initial state.
 *
 * @param dueOf the instant that a `due` attempt waits for.
 */
export const runAttempts = <C extends Command, E extends DomainEvent, State, Facts>(
  decider: Decider<C, E, State, Facts>,
  attempts: readonly Attempt<C, State, Facts>[],
  dueOf: (state: State) => Instant | undefined = () => undefined,
): readonly DecidedCommand<C, E, State, Facts>[] => {
  let [state, at] = [decider.initial, START];
  return attempts.map(({ wait, facts, command: make }) => {
    at = wait === 'due' ? later(dueOf(state) ?? at, at) : addMillis(at, wait);
    const [before, command] = [state, make(state, at)];
    const decision = decider.decide(command, before, facts);
    if (!isRefusal(decision)) state = decision.reduce((folded, event) => decider.evolve(folded, event, at), before);
    return { command, before, after: state, facts, decision };
  });
};

/** Returns the events of all accepted commands. */
export const eventsIn = <E extends DomainEvent>(
  results: readonly { readonly decision: readonly E[] | Refusal }[],
): readonly E[] => results.flatMap(({ decision }) => (isRefusal(decision) ? [] : decision));

/** Sequences of up to 30 attempts. `size: 'max'` because fast-check would otherwise generate 10 at most. */
export const attemptsOf = <C, State, Facts>(
  facts: fc.Arbitrary<Facts>,
  command: fc.Arbitrary<(state: State, at: Instant) => C>,
) => fc.array(fc.record({ wait: waits, facts, command }), { maxLength: 30, size: 'max' });

/** Checks that a repeated command does what its sample says. */
export const assertRepeat = <C extends Command, E extends DomainEvent, State, Facts>(
  decider: Decider<C, E, State, Facts>,
  { command, after, facts, decision }: DecidedCommand<C, E, State, Facts>,
  samples: Readonly<Record<string, Pick<CommandSample<object>, 'repeat'>>>,
): void => {
  const repeat = samples[command.type]?.repeat ?? 'ignored';
  if (isRefusal(decision) || repeat === 'recorded') return;
  const again = decider.decide(command, after, facts);
  if (repeat === 'ignored' || !isRefusal(again)) expect(again).toEqual([]);
};

/** Checks that no attempt throws, events survive JSON, and a repeated command does what its sample says. */
export const assertDeciderLaws = <C extends Command, E extends DomainEvent, State, Facts>(
  decider: Decider<C, E, State, Facts>,
  attempts: fc.Arbitrary<readonly Attempt<C, State, Facts>[]>,
  samples: Readonly<Record<C['type'], Pick<CommandSample<object>, 'repeat'>>>,
) =>
  fc.assert(
    fc.property(attempts, (tries) => {
      const results = runAttempts(decider, tries);
      for (const event of eventsIn(results)) expect(JSON.parse(JSON.stringify(event))).toEqual(event);
      for (const decided of results) assertRepeat(decider, decided, samples);
    }),
    { numRuns: runs({ short: 60, long: 1_000 }) },
  );
