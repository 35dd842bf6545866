import * as domain from '@ledgerdesk/domain';
import { type Command, isRefusal } from '@ledgerdesk/kernel';
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

/** Commands that record an event each time. All others record nothing when repeated. */
const REPEATABLE = [
  'AddInternalNote',
  'AnswerTicket',
  'InquireAddOn',
  'PostChatMessage',
  'ReplayWebhook',
  'ReplyTicket',
  'RotateWebhookSecret',
  'SaveTicketView',
];
const isIdempotent = ({ type }: Command): boolean => !REPEATABLE.includes(type);

/** Returns attempts of random sample commands. */
const sampleAttempts = (samples: readonly Command[]) =>
  attemptsOf(
    anyFacts,
    fc.constantFrom(...samples).map((sample) => (_: unknown, at: string) => ({ ...sample, at })),
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
    '%s makes the same decision again, from JSON events, without changing its state',
    (_, { decider, samples }) => {
      fc.assert(
        fc.property(sampleAttempts(samples), (attempts) => {
          for (const { command, before, facts, decision } of runAttempts(decider, attempts)) {
            expect(decider.decide(frozen(command), frozen(before), facts)).toEqual(decision);
            if (!isRefusal(decision)) expect(JSON.parse(JSON.stringify(decision))).toEqual(decision);
          }
        }),
        { numRuns: 100 },
      );
    },
  );

  it.each(SAMPLED_DECIDERS.map((sampled) => [sampled.name, sampled] as const))(
    '%s records nothing for a repeated command, except for the listed repeatable ones',
    (_, { decider, samples }) => {
      const repeated = new Set<string>();
      fc.assert(
        fc.property(sampleAttempts(samples), (attempts) => {
          for (const { command, after, facts, decision } of runAttempts(decider, attempts)) {
            if (isRefusal(decision) || decision.length === 0 || !isIdempotent(command)) continue;
            const again = decider.decide(command, after, facts);
            if (!isRefusal(again)) expect(again).toEqual([]);
            repeated.add(command.type);
          }
        }),
        { numRuns: 100 },
      );
      expect(repeated.size).toBeGreaterThan(0);
    },
  );

  it('list only commands that are sampled as repeatable', () => {
    const sampled = SAMPLED_DECIDERS.flatMap(({ samples }) => samples.map(({ type }) => type));
    expect(REPEATABLE.filter((type) => !sampled.includes(type))).toEqual([]);
  });
});
