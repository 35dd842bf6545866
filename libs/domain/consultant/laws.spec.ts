import { attemptsOf, eventsIn, assertDeciderLaws, runAttempts } from '../../../test/support/command-sequences.js';
import { commandFrom } from '../../../test/support/sample-command.js';
import { type Instant, instantOf, millisOf } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { type Consultant, type ConsultantCommand, consultantDecider } from './decide.js';
import { CONSULTANT_SAMPLES } from './samples.js';

type Make = (state: Consultant, at: Instant) => ConsultantCommand;
const command = commandFrom(CONSULTANT_SAMPLES);

describe('any history of a consultant', () => {
  const appointmentId = fc.constantFrom('con-1', 'con-2', 'con-3', 'con-4');
  const from = (at: Instant, halfHours: number): Instant => instantOf(millisOf(at) + halfHours * 1_800_000);
  const reservations = fc.record({ appointmentId, halfHours: fc.integer({ min: 1, max: 40 }) }).map(
    ({ halfHours, ...appointment }): Make =>
      (_, at) =>
        command('ReserveConsultant', at, {
          startsAt: from(at, halfHours),
          endsAt: from(at, halfHours + 2),
          ...appointment,
        }),
  );
  const settlements = appointmentId.map(
    (id): Make =>
      (_, at) =>
        command('SettleReservation', at, { appointmentId: id }),
  );
  const attempts = attemptsOf(
    fc.record({ isAgent: fc.boolean(), isAgreed: fc.boolean() }),
    fc.oneof(reservations, settlements),
  );

  it('records JSON only, and does on a repeated command what its sample says', () =>
    assertDeciderLaws(consultantDecider, attempts, CONSULTANT_SAMPLES));

  it('E4 has no overlapping reservations', () =>
    fc.assert(
      fc.property(attempts, (tries) => {
        const taken = new Map<string, readonly [Instant, Instant]>();
        for (const { type, data } of eventsIn(runAttempts(consultantDecider, tries))) {
          if (type === 'ConsultantReserved') {
            for (const [startsAt, endsAt] of taken.values())
              expect(data.endsAt <= startsAt || endsAt <= data.startsAt).toBe(true);
            taken.set(data.appointmentId, [data.startsAt, data.endsAt]);
          }
          if (type === 'ConsultantReleased') taken.delete(data.appointmentId);
        }
      }),
    ));
});
