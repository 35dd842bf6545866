import { aChampion, aMember, anAddOn, anAdmin, aTeam } from '../../../test/support/state-builders.js';
import { attemptsOf, eventsIn, assertDeciderLaws, runAttempts } from '../../../test/support/command-sequences.js';
import { policies } from '../../../test/support/policies.js';
import { commandFrom } from '../../../test/support/sample-command.js';
import { quarterOf } from '@ledgerdesk/business-time';
import { type Instant, instantOf, millisOf } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import type { QuarterCommand } from './commands.js';
import { quarterDecider, type QuarterFacts } from './decide.js';
import { QUARTER_SAMPLES } from './samples.js';
import type { TeamQuarter } from './state.js';

type Make = (state: TeamQuarter, at: Instant) => QuarterCommand;
const command = commandFrom(QUARTER_SAMPLES);

describe('any history of a quarter', () => {
  const key = { teamId: 'acme', quarter: '2026-Q4' };
  const enhanced = anAddOn({ edition: 'enhanced' });
  const facts: fc.Arbitrary<QuarterFacts> = fc.record({
    policies: fc.constant(policies),
    team: fc.constantFrom(undefined, aTeam()),
    member: fc.constantFrom(undefined, anAdmin(), aMember(), aChampion('epic', { roles: ['team_admin'] })),
    addOns: fc.constantFrom(
      [],
      [anAddOn()],
      [undefined, enhanced],
      [{ ...enhanced, removalEffectiveAt: '2026-12-10T00:00:00.000Z' }],
    ),
    members: fc.constantFrom([], [anAdmin(), aMember({ memberId: 'ben' })]),
  });
  const commands = fc.oneof(
    fc.record({ hours: fc.integer({ min: -2, max: 1200 }), sessionId: fc.constantFrom('s-1', 's-2') }).map(
      ({ hours, sessionId }): Make =>
        (_, at) =>
          command('ScheduleRootCauseSession', at, {
            sessionId,
            startsAt: instantOf(millisOf(at) + hours * 3_600_000),
          }),
    ),
    fc
      .constantFrom('HoldRootCauseSession' as const, 'CancelRootCauseSession' as const, 'SendFeatureDigest' as const)
      .map(
        (type): Make =>
          (_, at) =>
            command(type, at),
      ),
    fc.record({ feature: fc.constantFrom('rewind', 'fax', '__proto__'), count: fc.nat(5) }).map(
      (usage): Make =>
        (_, at) =>
          command('RecordFeatureUsage', at, usage),
    ),
  );
  /** Every fifth attempt waits about nine days, so that the quarter ends in some histories only. */
  const attempts = attemptsOf(facts, commands).map((tries) =>
    tries.map((attempt, index) => ({ ...attempt, wait: index % 5 === 4 ? 800_000_000 : attempt.wait })),
  );

  it('records JSON only, and does on a repeated command what its sample says', () =>
    assertDeciderLaws(quarterDecider, attempts, QUARTER_SAMPLES));

  it('Q1 Q2 Q3 has at most one digest, of three features, and one session at a time, in that quarter', () =>
    fc.assert(
      fc.property(attempts, (tries) => {
        let [digests, isTaken] = [0, false];
        for (const { type, data } of eventsIn(runAttempts(quarterDecider, tries))) {
          expect(data).toMatchObject(key);
          if (type === 'FeatureDigestSent') {
            expect((digests += 1)).toBe(1);
            // Without a team no product is in use.
            expect([0, 3]).toContain(data.features.length);
          }
          if (type === 'RootCauseSessionScheduled')
            expect([isTaken, quarterOf(data.startsAt)]).toEqual([false, '2026-Q4']);
          if (type === 'RootCauseSessionHeld') expect(isTaken).toBe(true);
          isTaken = type === 'RootCauseSessionScheduled' || (type !== 'RootCauseSessionCancelled' && isTaken);
        }
      }),
    ));
});
