import * as domain from '@ledgerdesk/domain';
import { isRefusal } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { attemptsOf, runAttempts } from '../support/command-sequences.js';
import { anyFacts, SAMPLED_DECIDERS } from '../support/sample-commands.js';

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
};

describe('decider laws', () => {
  it('cover every decider of the domain', () => {
    expect(SAMPLED_DECIDERS.map(({ name }) => name).sort()).toEqual(
      Object.keys(domain)
        .filter((name) => name.endsWith('Decider'))
        .sort(),
    );
  });

  it.each(SAMPLED_DECIDERS.map((sampled) => [sampled.name, sampled] as const))(
    '%s repeats its decision, returns JSON events and does not change its state',
    (_, { decider, samples }) => {
      const commands = fc
        .constantFrom(...samples)
        .map((sample) => (_state: unknown, at: string) => ({ ...sample, at }));
      fc.assert(
        fc.property(attemptsOf(anyFacts, commands), (attempts) => {
          for (const { command, before, facts, decision } of runAttempts(decider, attempts)) {
            expect(decider.decide(frozen(command), frozen(before), facts)).toEqual(decision);
            if (!isRefusal(decision)) expect(JSON.parse(JSON.stringify(decision))).toEqual(decision);
          }
        }),
        { numRuns: 100 },
      );
    },
  );
});
