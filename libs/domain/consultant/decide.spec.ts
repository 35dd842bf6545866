import { deciderTest } from '../../../test/support/decider-test.js';
import { consultantDecider, type ReserveConsultant } from './decide.js';

const AT = '2026-11-27T07:30:00.000Z';
const slot = { startsAt: '2026-12-01T01:00:00.000Z', endsAt: '2026-12-01T02:00:00.000Z' };
const key = { consultantId: 'kenji', appointmentId: 'con-1', teamId: 'acme' };
const reserve = (differing: Partial<ReserveConsultant> = {}): ReserveConsultant => ({
  type: 'ReserveConsultant',
  at: AT,
  ...key,
  occasion: 'consultation',
  ...slot,
  ...differing,
});
const settle = { type: 'SettleReservation', at: AT, consultantId: 'kenji', appointmentId: 'con-1' } as const;

const free = deciderTest(consultantDecider, { isAgent: true, isAgreed: false });
const reserved = free.after(reserve());
const other = (startsAt: string, endsAt: string) =>
  reserve({ appointmentId: 'con-2', teamId: 'globex', startsAt, endsAt });

describe('a reservation of a consultant', () => {
  it('E4 lasts five minutes until settled, is recorded once, and needs a registered agent', () => {
    free.when(reserve()).then({
      type: 'ConsultantReserved',
      data: { ...key, ...slot, occasion: 'consultation', until: '2026-11-27T07:35:00.000Z' },
    });
    reserved.when(reserve()).thenNothing();
    free.withFacts({ isAgent: false }).when(reserve()).thenRefused('unknown-consultant', { reason: 'invalid' });
  });

  it.each([
    ['the same hour', slot.startsAt, slot.endsAt],
    ['an hour that starts during it', '2026-12-01T01:59:59.999Z', '2026-12-01T02:59:59.999Z'],
    ['an hour that ends during it', '2026-12-01T00:00:00.001Z', '2026-12-01T01:00:00.001Z'],
    ['a longer period around it', '2026-12-01T00:00:00.000Z', '2026-12-01T03:00:00.000Z'],
  ])('E4 is refused if it overlaps another: %s', (_, startsAt, endsAt) => {
    reserved.when(other(startsAt, endsAt)).thenRefused('consultant-busy', { reason: 'conflict' });
  });

  it('E4 may end when another starts, and start when another ends', () => {
    reserved.when(other('2026-12-01T00:00:00.000Z', slot.startsAt)).then('ConsultantReserved');
    reserved.when(other(slot.endsAt, '2026-12-01T03:00:00.000Z')).then('ConsultantReserved');
  });

  it('E4 is confirmed if the appointment is booked, and released otherwise', () => {
    const agreed = reserved.withFacts({ isAgreed: true });
    agreed.when(settle).then({ type: 'ConsultantConfirmed', data: key });
    agreed.after(settle).when(settle).thenNothing();
    reserved.when(settle).then({ type: 'ConsultantReleased', data: key });
    agreed.after(settle).withFacts({ isAgreed: false }).when(settle).then('ConsultantReleased');
    reserved.after(settle).when(settle).thenNothing();
    reserved.after(settle).when(other(slot.startsAt, slot.endsAt)).then('ConsultantReserved');
  });

  it('E4 is settled independently of other appointments', () => {
    const both = reserved.after(other(slot.endsAt, '2026-12-01T03:00:00.000Z')).withFacts({ isAgreed: true });
    const second = { ...settle, appointmentId: 'con-2' };
    both.when(second).then({ type: 'ConsultantConfirmed', data: { appointmentId: 'con-2', teamId: 'globex' } });
    expect(both.after(second).state.reservations.map(({ confirmed }) => confirmed)).toEqual([false, true]);
    expect(
      both
        .withFacts({ isAgreed: false })
        .after(second)
        .state.reservations.map(({ appointmentId }) => appointmentId),
    ).toEqual(['con-1']);
  });

  it('is dropped from the state after its end', () => {
    const later = reserved.after({ ...other('2026-12-24T01:00:00.000Z', '2026-12-24T02:00:00.000Z'), at: slot.endsAt });
    expect(later.state.reservations).toHaveLength(1);
  });
});

describe('an erased consultant', () => {
  const erase = { type: 'EraseConsultant', at: AT, consultantId: 'kenji' } as const;

  it('is erased once, keeps the reservations, and gets no others', () => {
    reserved.when(erase).then({ type: 'ConsultantErased', data: { consultantId: 'kenji' } });
    reserved.after(erase).when(erase).thenNothing();
    reserved
      .after(erase)
      .when(other('2026-12-02T01:00:00.000Z', '2026-12-02T02:00:00.000Z'))
      .thenRefused('consultant-erased', { reason: 'conflict' });
    reserved.after(erase).withFacts({ isAgreed: true }).when(settle).then('ConsultantConfirmed');
  });
});
