import fc from 'fast-check';
import {
  type Command,
  type Decider,
  type DomainEvent,
  type Instant,
  instantOf,
  isRefusal,
  later,
  millisOf,
  type Refusal,
} from '@ledgerdesk/kernel';

/** Something that somebody tries at a time, in view of how things stand then. */
export interface Attempt<C, State, Facts> {
  /** Milliseconds since the attempt before; `due` waits for what the state is waiting for, if anything. */
  readonly wait: number | 'due';
  readonly facts: Facts;
  readonly command: (state: State, at: Instant) => C;
}

/** What became of an attempt. */
export interface DecidedCommand<C, E extends DomainEvent, State, Facts> {
  readonly command: C;
  readonly before: State;
  readonly after: State;
  readonly facts: Facts;
  readonly decision: readonly E[] | Refusal;
}

/** Waits of up to a day, often none, often until the very instant that something is due. */
export const waits = fc.oneof(fc.constant(0), fc.constant<'due'>('due'), fc.nat(7_200_000), fc.nat(86_400_000));

export const START = '2026-11-26T22:00:00.000Z';

/** Plays attempts one after the other against a decider, from nothing. */
export const runAttempts = <C extends Command, E extends DomainEvent, State, Facts>(
  decider: Decider<C, E, State, Facts>,
  attempts: readonly Attempt<C, State, Facts>[],
  dueOf: (state: State) => Instant | undefined = () => undefined,
): readonly DecidedCommand<C, E, State, Facts>[] => {
  let [state, at] = [decider.initial, START];
  return attempts.map(({ wait, facts, command: make }) => {
    at = wait === 'due' ? later(dueOf(state) ?? at, at) : instantOf(millisOf(at) + wait);
    const [before, command] = [state, make(state, at)];
    const decision = decider.decide(command, before, facts);
    if (!isRefusal(decision)) state = decision.reduce((folded, event) => decider.evolve(folded, event, at), before);
    return { command, before, after: state, facts, decision };
  });
};

export const eventsIn = <E extends DomainEvent>(
  results: readonly { readonly decision: readonly E[] | Refusal }[],
): readonly E[] => results.flatMap(({ decision }) => (isRefusal(decision) ? [] : decision));

/** Up to thirty attempts, each with facts and a command of its own; by its own measure fast-check would make ten at the most. */
export const attemptsOf = <C, State, Facts>(
  facts: fc.Arbitrary<Facts>,
  command: fc.Arbitrary<(state: State, at: Instant) => C>,
) => fc.array(fc.record({ wait: waits, facts, command }), { maxLength: 30, size: 'max' });

/** Nothing throws; what is recorded is JSON; and saying again what was just done, where that is promised, changes nothing. */
export const assertDeciderLaws = <C extends Command, E extends DomainEvent, State, Facts>(
  decider: Decider<C, E, State, Facts>,
  attempts: fc.Arbitrary<readonly Attempt<C, State, Facts>[]>,
  idempotent: readonly C['type'][],
) =>
  fc.assert(
    fc.property(attempts, (tries) => {
      const results = runAttempts(decider, tries);
      for (const event of eventsIn(results)) expect(JSON.parse(JSON.stringify(event))).toEqual(event);
      for (const { command, after, facts, decision } of results) {
        if (idempotent.includes(command.type) && !isRefusal(decision))
          expect(decider.decide(command, after, facts)).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
