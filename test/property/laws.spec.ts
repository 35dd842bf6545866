import * as domain from '@ledgerdesk/domain';
import { type Command, isRefusal } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { assertRepeat, attemptsOf, runAttempts } from '../support/command-sequences.js';
import { anyFacts, SAMPLED_DECIDERS } from '../support/sampled-deciders.js';
import { runs } from '../support/runs.js';

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
};

/** Returns attempts of random sample commands. */
const sampleAttempts = (commands: readonly Command[]) =>
  attemptsOf(
    anyFacts,
    fc.constantFrom(...commands).map((sample) => (_: unknown, at: string) => ({ ...sample, at })),
  );

describe('the laws of deciders', () => {
  it('are checked for every decider of the domain', () => {
    expect(SAMPLED_DECIDERS.map(({ name }) => name).sort()).toEqual(
      Object.keys(domain)
        .filter((name) => name.endsWith('Decider'))
        .sort(),
    );
  });

  it.each(SAMPLED_DECIDERS.map((sampled) => [sampled.name, sampled] as const))(
    '%s decides the same again, from JSON events, without changing its state',
    (_, { decider, commands }) => {
      fc.assert(
        fc.property(sampleAttempts(commands), (attempts) => {
          for (const { command, before, facts, decision } of runAttempts(decider, attempts)) {
            expect(decider.decide(frozen(command), frozen(before), facts)).toEqual(decision);
            if (!isRefusal(decision)) expect(JSON.parse(JSON.stringify(decision))).toEqual(decision);
          }
        }),
        { numRuns: runs({ short: 30, long: 500 }) },
      );
    },
  );

  it.each(SAMPLED_DECIDERS.map((sampled) => [sampled.name, sampled] as const))(
    '%s does on a repeated command what its sample says',
    (_, { decider, samples, commands }) => {
      const repeated = new Set<string>();
      fc.assert(
        fc.property(sampleAttempts(commands), (attempts) => {
          for (const decided of runAttempts(decider, attempts)) {
            assertRepeat(decider, decided, samples);
            if (!isRefusal(decided.decision) && decided.decision.length > 0) repeated.add(decided.command.type);
          }
        }),
        { numRuns: runs({ short: 30, long: 500 }) },
      );
      expect(repeated.size).toBeGreaterThan(0);
    },
  );
});
