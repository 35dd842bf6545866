import { aChampion, aMember, anAddOn, anAdmin } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { policies } from '../../../test/support/policies.js';
import { type BookConsultation, type EndConsultations, type MoveConsultation, programmeDecider } from './decide.js';

const AT = '2026-11-27T07:30:00.000Z';
const STARTS = '2026-12-01T01:00:00.000Z';
const booking = {
  teamId: 'acme',
  consultationId: 'con-1',
  product: 'dropbox',
  memberId: 'aiko',
  consultantId: 'kenji',
};
const book = (differing: Partial<BookConsultation> = {}): BookConsultation => ({
  type: 'BookConsultation',
  at: AT,
  ...booking,
  startsAt: STARTS,
  ...differing,
});
const hold = (at: string) => ({ type: 'HoldConsultation', at, teamId: 'acme', consultationId: 'con-1' }) as const;
const cancel = (at = AT) => ({ type: 'CancelConsultation', at, teamId: 'acme', consultationId: 'con-1' }) as const;

const nothing = deciderTest(programmeDecider, { policies, member: anAdmin(), addOn: anAddOn() });
const booked = nothing.after(book());
const withDash = { addOn: anAddOn({ product: 'dash' }) };

describe('a consultation', () => {
  it('E4 lasts an hour, and needs the add-on of its product', () => {
    nothing.when(book()).then({
      type: 'ConsultationBooked',
      data: { ...booking, source: 'team', startsAt: STARTS, endsAt: '2026-12-01T02:00:00.000Z' },
    });
    nothing
      .withFacts({ addOn: undefined })
      .when(book())
      .thenRefused('no-consultation', { rule: 'E4', reason: 'forbidden' });
    nothing.withFacts(withDash).when(book()).thenRefused('no-consultation', { rule: 'E4' });
    nothing.when(book({ product: 'paper' })).thenRefused('unknown-add-on', { rule: 'E4', reason: 'invalid' });
  });

  it('E4 can be booked once per add-on, even after it was held', () => {
    const again = book({ consultationId: 'con-2', startsAt: '2026-12-02T01:00:00.000Z' });
    booked.when(again).thenRefused('consultation-used', { rule: 'E4', reason: 'conflict' });
    booked
      .after(hold(STARTS))
      .when({ ...again, at: '2026-12-01T12:00:00.000Z' })
      .thenRefused('consultation-used', { rule: 'E4' });
    booked
      .withFacts(withDash)
      .when({ ...again, product: 'dash' })
      .then('ConsultationBooked');
  });

  it('E4 is booked by a member up to ten times in 30 days; others can book it then', () => {
    const turns = Array.from({ length: 10 }, (_, index) => {
      const consultationId = `con-${index}`;
      return [book({ consultationId }), { ...cancel(), consultationId }];
    }).flat();
    const often = nothing.after(...turns);
    const next = { consultationId: 'next', startsAt: '2027-02-01T01:00:00.000Z' };
    often.when(book(next)).thenRefused('too-many-bookings', { reason: 'conflict' });
    often.when(book({ ...next, memberId: 'ben' })).then('ConsultationBooked');
    often.when(book({ ...next, at: '2026-12-27T07:30:00.000Z' })).then('ConsultationBooked');
  });

  it('E4 can be cancelled by the member who booked it, and by no other', () => {
    booked.when({ ...cancel(), memberId: 'aiko' }).then({ type: 'ConsultationCancelled', data: booking });
    booked.when({ ...cancel(), memberId: 'ben' }).thenRefused('consultation-not-found', { reason: 'not-found' });
  });

  it('E4 is moved by the member who booked it: the hour before is cancelled and another booked, or neither', () => {
    const move = (differing: Partial<MoveConsultation> = {}): MoveConsultation => ({
      type: 'MoveConsultation',
      at: AT,
      teamId: 'acme',
      consultationId: 'con-1',
      memberId: 'aiko',
      newConsultationId: 'con-2',
      consultantId: 'yuki',
      startsAt: '2026-12-02T01:00:00.000Z',
      ...differing,
    });
    booked.when(move()).then(
      { type: 'ConsultationCancelled', data: { ...booking, reason: 'requested' } },
      {
        type: 'ConsultationBooked',
        data: {
          ...booking,
          consultationId: 'con-2',
          consultantId: 'yuki',
          source: 'team',
          startsAt: '2026-12-02T01:00:00.000Z',
          endsAt: '2026-12-02T02:00:00.000Z',
        },
      },
    );
    booked.when(move({ startsAt: AT })).thenRefused('appointment-time', { reason: 'invalid' });
    booked.withFacts({ addOn: undefined }).when(move()).thenRefused('no-consultation', { rule: 'E4' });
    booked.when(move({ memberId: 'ben' })).thenRefused('consultation-not-found', { reason: 'not-found' });
    booked.after(move()).when(move()).thenRefused('appointment-cancelled', { reason: 'conflict' });
    booked
      .after(hold(STARTS))
      .when(move({ at: STARTS, startsAt: '2026-12-03T01:00:00.000Z' }))
      .thenRefused('appointment-held', { reason: 'conflict' });
  });

  it('E4 can be booked again after a cancellation, which is recorded once', () => {
    booked.when(cancel()).then({ type: 'ConsultationCancelled', data: { ...booking, reason: 'requested' } });
    booked
      .after(cancel())
      .when(book({ consultationId: 'con-2' }))
      .then('ConsultationBooked');
    booked.after(cancel()).when(cancel()).thenNothing();
  });

  it('P2 E4 needs an add-on that is active when it takes place', () => {
    const ending = (removalEffectiveAt: string) => nothing.withFacts({ addOn: anAddOn({ removalEffectiveAt }) });
    ending(STARTS).when(book()).thenRefused('no-consultation', { rule: 'E4' });
    ending('2026-12-01T01:00:00.001Z').when(book()).then('ConsultationBooked');
  });

  it('H1 E2 is refused to members without a role, deactivated members and unknown members', () => {
    nothing.withFacts({ member: aMember() }).when(book()).thenRefused('no-consultation', { rule: 'E4' });
    nothing
      .withFacts({ member: anAdmin({ active: false }) })
      .when(book())
      .thenRefused('member-not-active', { rule: 'E2' });
    nothing.withFacts({ member: undefined }).when(book()).thenRefused('member-not-active', { rule: 'E2' });
  });

  it('C6 is also included in the add-on of a Champion, for that Champion only', () => {
    const champion = nothing.withFacts({ member: aChampion('grand'), addOn: undefined });
    champion.when(book()).then({ type: 'ConsultationBooked', data: { source: 'champion' } });
    const used = champion.after(book());
    used.when(book({ consultationId: 'con-2' })).thenRefused('consultation-used', { rule: 'E4' });
    used
      .withFacts({ member: aChampion('epic', { memberId: 'ben' }) })
      .when(book({ consultationId: 'con-2', memberId: 'ben' }))
      .then('ConsultationBooked');
    used
      .withFacts({ member: anAdmin(), addOn: anAddOn() })
      .when(book({ consultationId: 'con-2' }))
      .then({ type: 'ConsultationBooked', data: { source: 'team' } });
  });

  it('C6 uses the add-on of the team first and their own second, for a Champion who is an admin', () => {
    const both = nothing.withFacts({ member: aChampion('epic', { roles: ['team_admin'] }) }).after(book());
    both.when(book({ consultationId: 'con-2' })).then({ type: 'ConsultationBooked', data: { source: 'champion' } });
    both
      .after(book({ consultationId: 'con-2' }))
      .when(book({ consultationId: 'con-3' }))
      .thenRefused('consultation-used');
  });

  it('must start in the future, within half a year', () => {
    for (const startsAt of [AT, '2026-11-27T07:29:59.999Z', '2027-06-30T00:00:00.000Z']) {
      nothing.when(book({ startsAt })).thenRefused('appointment-time', { reason: 'invalid' });
    }
    nothing.when(book({ startsAt: '2026-11-27T07:30:00.001Z' })).then('ConsultationBooked');
  });

  it('is held once, not before its start, and never both held and cancelled', () => {
    booked.when(hold('2026-12-01T00:59:59.999Z')).thenRefused('appointment-not-begun', { reason: 'conflict' });
    booked.when(hold(STARTS)).then({ type: 'ConsultationHeld', data: booking });
    booked.after(hold(STARTS)).when(hold(STARTS)).thenNothing();
    booked.after(hold(STARTS)).when(cancel(STARTS)).thenRefused('appointment-held', { reason: 'conflict' });
    booked.after(cancel()).when(hold(STARTS)).thenRefused('appointment-cancelled', { reason: 'conflict' });
    nothing.when(hold(STARTS)).thenRefused('consultation-not-found', { reason: 'not-found' });
  });
});

describe('the end of an add-on', () => {
  const ENDS = '2026-11-30T15:00:00.000Z';
  const end = (endedAt: string, differing: Partial<EndConsultations> = {}): EndConsultations => ({
    type: 'EndConsultations',
    at: endedAt,
    teamId: 'acme',
    source: 'team',
    product: 'dropbox',
    memberId: null,
    endedAt,
    reason: 'add-on-ended',
    ...differing,
  });
  const ended = (endedAt: string) => booked.withFacts({ addOn: anAddOn({ removalEffectiveAt: endedAt }) });

  it('E4 P2 ends the consultations that it would have included, which can be booked again', () => {
    ended(ENDS)
      .when(end(ENDS))
      .then({ type: 'ConsultationCancelled', data: { ...booking, reason: 'add-on-ended' } });
    ended(STARTS).when(end(STARTS)).then('ConsultationCancelled');
    ended('2026-12-01T01:00:00.001Z').when(end('2026-12-01T01:00:00.001Z')).thenNothing();
    ended(ENDS).after(end(ENDS)).when(end(ENDS)).thenNothing();
    booked
      .after(hold(STARTS))
      .withFacts({ addOn: anAddOn({ removalEffectiveAt: ENDS }) })
      .when(end(ENDS))
      .thenNothing();
    booked.when(end(ENDS, { product: 'dash' })).thenNothing();
    const again = ended(ENDS)
      .after(end(ENDS))
      .withFacts({ addOn: anAddOn({ purchasedAt: ENDS }) });
    again.when(book({ at: ENDS, consultationId: 'con-2' })).then('ConsultationBooked');
  });

  it('E4 keeps what was booked under the add-on that was bought after it', () => {
    const addOn = anAddOn({ purchasedAt: ENDS });
    nothing
      .withFacts({ addOn })
      .after(book({ at: ENDS }))
      .when(end(ENDS))
      .thenNothing();
    nothing
      .after(book({ at: '2026-11-30T15:00:00.001Z' }))
      .when(end(ENDS))
      .thenNothing();
  });

  it('E4 is checked again when a consultation is held, as of its start', () => {
    ended(ENDS).when(hold(STARTS)).thenRefused('appointment-ended', { reason: 'conflict' });
    booked.withFacts({ addOn: undefined }).when(hold(STARTS)).thenRefused('appointment-ended');
    ended('2026-12-05T00:00:00.000Z').when(hold('2026-12-20T00:00:00.000Z')).then('ConsultationHeld');
    const boughtAgain = anAddOn({
      purchasedAt: '2026-12-10T00:00:00.000Z',
      pastEditions: [{ edition: 'essentials', from: '2026-11-22T03:00:00.000Z', until: '2026-12-05T00:00:00.000Z' }],
    });
    booked.withFacts({ addOn: boughtAgain }).when(hold('2026-12-20T00:00:00.000Z')).then('ConsultationHeld');
  });

  it('E2 E4 keeps the consultation of a suspended Champion, but it cannot be held while suspended', () => {
    const champion = nothing.withFacts({ addOn: undefined, member: aChampion('grand') }).after(book());
    const suspendedUntil = (until: string | null) =>
      champion.withFacts({
        addOn: undefined,
        member: aChampion('grand', {
          ...(until === null && { status: 'suspended', active: false }),
          inactivePeriods: [{ from: ENDS, until }],
        }),
      });
    const withdrawn = end(ENDS, { source: 'champion', product: null, memberId: 'aiko', reason: 'champion-withdrawn' });
    suspendedUntil(null).when(withdrawn).thenNothing();
    for (const until of [null, '2026-12-01T01:00:00.001Z'])
      suspendedUntil(until).when(hold(STARTS)).thenRefused('appointment-member-suspended', { rule: 'E2' });
    suspendedUntil(STARTS).when(hold(STARTS)).then('ConsultationHeld');
    suspendedUntil(null).when(cancel()).then('ConsultationCancelled');
    champion
      .after(hold(STARTS))
      .withFacts({ addOn: undefined, member: aChampion('grand', { inactivePeriods: [{ from: ENDS, until: null }] }) })
      .when(hold(STARTS))
      .thenNothing();
    booked
      .withFacts({ addOn: anAddOn(), member: anAdmin({ inactivePeriods: [{ from: ENDS, until: null }] }) })
      .when(hold(STARTS))
      .then('ConsultationHeld');
  });

  it('E4 C6 ends the consultation of a former Champion only, unless named again', () => {
    const champion = nothing.withFacts({ addOn: undefined, member: aChampion('grand') }).after(book());
    const withdrawn = end(ENDS, { source: 'champion', product: null, memberId: 'aiko', reason: 'champion-withdrawn' });
    const former = champion.withFacts({ addOn: undefined, member: aMember({ championUntil: ENDS }) });
    former.when(withdrawn).then({ type: 'ConsultationCancelled', data: { reason: 'champion-withdrawn' } });
    former.when({ ...withdrawn, memberId: 'ben' }).thenNothing();
    former.when(end(ENDS)).thenNothing();
    former.when(hold(STARTS)).thenRefused('appointment-ended');
    const bare = aMember({ champion: { level: 'grand', addOn: null }, championUntil: ENDS });
    champion.withFacts({ addOn: undefined, member: bare }).when(withdrawn).then('ConsultationCancelled');
    champion.when(withdrawn).thenNothing();
    champion.when(hold(STARTS)).then('ConsultationHeld');
    booked.when(withdrawn).thenNothing();
  });
});
