import { isRefusal, type Command } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { runAttempts, waits } from '../../test/support/command-sequences.js';
import { anyFacts, SAMPLED_DECIDERS } from '../../test/support/sampled-deciders.js';
import { runs } from '../../test/support/runs.js';

const HOSTILE = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'toString',
  '../../etc',
  '\u0000',
  '\uD800',
  '💥'.repeat(40),
  'NaN',
  '-1',
  '2026-02-30',
  '2026-13-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  'null',
  '{}',
  'ja\u0000JP',
  '2026-Q9',
];
/** Fields left unchanged: their types allow only certain values, or the engine has signed them. */
const KEPT = [
  'type',
  'at',
  'kind',
  'level',
  'roles',
  'availability',
  'languages',
  'channel',
  'reason',
  'occasion',
  'outcome',
  'quote',
  'interval',
  'status',
  'sort',
  'order',
];

type Change = (text: string) => string;
/** Returns a copy with all strings changed, at any depth. */
const changed = (value: unknown, change: Change): unknown => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => changed(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, KEPT.includes(name) ? inner : changed(inner, change)]),
  );
};

const attemptsOf = (samples: readonly Command[]) =>
  fc.array(
    fc.record({
      wait: fc.oneof(waits, fc.constant(3_000_000_000)),
      facts: anyFacts,
      command: fc
        .record({
          sample: fc.constantFrom(...samples),
          texts: fc.array(fc.option(fc.constantFrom(...HOSTILE), { freq: 2 }), { minLength: 1, maxLength: 12 }),
          isHostile: fc.boolean(),
        })
        .map(({ sample, texts, isHostile }) => (_: unknown, now: string): Command => {
          let turn = 0;
          return {
            ...(changed(sample, (text) => (isHostile ? (texts[turn++ % texts.length] ?? text) : text)) as Command),
            at: now,
          };
        }),
    }),
    { minLength: 1, maxLength: 12, size: 'max' },
  );

describe('a decider', () => {
  it.each(SAMPLED_DECIDERS.map((sampled) => [sampled.name, sampled] as const))(
    '%s refuses hostile input or records plain JSON, and never throws',
    (_, { decider, commands }) => {
      fc.assert(
        fc.property(attemptsOf(commands), (attempts) => {
          for (const { decision } of runAttempts(decider, attempts)) {
            if (isRefusal(decision))
              expect(decision).toMatchObject({
                code: expect.stringMatching(/^[a-z-]+$/) as string,
                message: expect.any(String) as string,
              });
            else for (const event of decision) expect(JSON.parse(JSON.stringify(event))).toEqual(event);
          }
        }),
        { numRuns: runs({ short: 50, long: 1_000 }) },
      );
    },
  );
});
