import { aChampion, aMember, anAddOn, anAdmin } from '../../../test/support/state-builders.js';
import {
  attemptsOf,
  eventsIn,
  assertDeciderLaws,
  runAttempts,
  START,
} from '../../../test/support/command-sequences.js';
import { policies } from '../../../test/support/policies.js';
import { commandFrom } from '../../../test/support/sample-command.js';
import { type Instant, instantOf, millisOf } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { type ProgrammeCommand, programmeDecider, type ProgrammeFacts } from './decide.js';
import { PROGRAMME_SAMPLES } from './samples.js';
import type { Programme } from './state.js';

type Make = (state: Programme, at: Instant) => ProgrammeCommand;
const command = commandFrom(PROGRAMME_SAMPLES);

describe('any history of a programme', () => {
  const ids = fc.constantFrom('con-1', 'con-2', 'con-3');
  const facts: fc.Arbitrary<ProgrammeFacts> = fc.record({
    policies: fc.constant(policies),
    member: fc.constantFrom(
      undefined,
      anAdmin(),
      aMember(),
      aChampion('grand', { roles: ['team_admin'] }),
      anAdmin({ active: false }),
    ),
    addOn: fc.constantFrom(
      undefined,
      anAddOn(),
      anAddOn({ product: 'dash' }),
      anAddOn({ removalEffectiveAt: '2026-12-01T00:00:00.000Z' }),
    ),
  });
  const bookings = fc
    .record({
      product: fc.constantFrom('dropbox', 'dash', 'nothing'),
      memberId: fc.constantFrom('aiko', 'ben'),
      hours: fc.integer({ min: -2, max: 400 }),
    })
    .map(
      ({ hours, ...booking }): Make =>
        ({ consultations }, at) =>
          command('BookConsultation', at, {
            consultationId: `con-${consultations.length + 1}`,
            startsAt: instantOf(millisOf(at) + hours * 3_600_000),
            ...booking,
          }),
    );
  const changes = fc.tuple(fc.constantFrom('HoldConsultation' as const, 'CancelConsultation' as const), ids).map(
    ([type, consultationId]): Make =>
      (_, at) =>
        command(type, at, { consultationId }),
  );
  const attempts = attemptsOf(facts, fc.oneof(bookings, changes));

  it('records JSON only, and does on a repeated command what its sample says', () =>
    assertDeciderLaws(programmeDecider, attempts, PROGRAMME_SAMPLES));

  it('E4 C6 books one consultation per add-on at a time, for one hour in the future', () =>
    fc.assert(
      fc.property(attempts, (tries) => {
        const open = new Map<string, string>();
        for (const event of eventsIn(runAttempts(programmeDecider, tries))) {
          const { consultationId } = event.data;
          if (event.type === 'ConsultationBooked') {
            const { source, product, memberId, startsAt, endsAt } = event.data;
            const key = source === 'team' ? product : `${product} ${memberId}`;
            expect([...open.values()]).not.toContain(key);
            expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(3_600_000);
            expect(startsAt > START).toBe(true);
            open.set(consultationId, key);
          } else expect(open.has(consultationId)).toBe(true);
          if (event.type === 'ConsultationCancelled') open.delete(consultationId);
        }
      }),
    ));
});
