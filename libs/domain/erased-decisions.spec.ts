import { definitionOf, withErasedFields } from '@ledgerdesk/events';
import { addMillis, type Command, type DomainEvent, isRefusal } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { START, waits } from '../../test/support/command-sequences.js';
import { runs } from '../../test/support/runs.js';
import { anyFacts, type SampledDecider, SAMPLED_DECIDERS } from '../../test/support/sampled-deciders.js';

/** The event as it is read once the key of its subject is destroyed. Null stays: it is not sealed. */
const withoutKey = ({ type, data }: DomainEvent): DomainEvent => {
  const personal = definitionOf(type)?.personal ?? [];
  const clear = Object.entries(data).filter(([field, value]) => value === null || !personal.includes(field));
  return { type, data: withErasedFields(type, Object.fromEntries(clear)) };
};

const attemptsOf = (commands: readonly Command[]) =>
  fc.array(fc.record({ wait: waits, facts: anyFacts, command: fc.constantFrom(...commands) }), {
    minLength: 1,
    maxLength: 20,
    size: 'max',
  });

/** Each decision on a history, and the decision on the same history with every personal field erased. */
const decisionsOn = (
  { decider, commands }: SampledDecider,
  attempts: typeof attemptsOf extends (all: typeof commands) => fc.Arbitrary<infer Attempts> ? Attempts : never,
) => {
  let [state, erased, at] = [decider.initial, decider.initial, START];
  return attempts.map(({ wait, facts, command }) => {
    at = addMillis(at, wait === 'due' ? 0 : wait);
    const sent = { ...command, at };
    const [decision, onErased] = [decider.decide(sent, state, facts), decider.decide(sent, erased, facts)];
    if (!isRefusal(decision))
      for (const event of decision) {
        state = decider.evolve(state, event, at);
        erased = decider.evolve(erased, withoutKey(event), at);
      }
    return { command: sent, decision, onErased };
  });
};

describe('a decider', () => {
  it.each(SAMPLED_DECIDERS.map((sampled) => [sampled.name, sampled] as const))(
    '%s decides any history alike if every personal field in it is erased',
    (_, sampled) => {
      fc.assert(
        fc.property(attemptsOf(sampled.commands), (attempts) => {
          for (const { command, decision, onErased } of decisionsOn(sampled, attempts))
            expect({ command, decision: onErased }).toEqual({ command, decision });
        }),
        { numRuns: runs({ short: 50, long: 1_000 }) },
      );
    },
  );
});
