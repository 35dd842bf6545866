import { aChampion, anAddOn, anAdmin } from '../../../test/support/state-builders.js';
import type { AddOn } from '../add-on/state.js';
import { quarterDecider } from '../quarter/decide.js';
import type { RootCauseSession } from '../quarter/state.js';
import { programmeDecider } from './decide.js';
import { type ProgrammeView, programmeStatus } from './status.js';
import type { Consultation } from './state.js';

const AT = '2026-11-27T07:30:00.000Z';
const appointment = {
  memberId: 'aiko',
  consultantId: 'kenji',
  startsAt: '2026-12-01T01:00:00.000Z',
  endsAt: '2026-12-01T02:00:00.000Z',
  bookedAt: '2026-11-20T00:00:00.000Z',
  status: 'booked' as const,
};
const consultation: Consultation = { ...appointment, consultationId: 'con-1', product: 'dropbox', source: 'team' };
const session: RootCauseSession = { ...appointment, sessionId: 'ses-1' };
const addOns = (dropbox: AddOn | undefined) =>
  new Map([
    ['dropbox', dropbox],
    ['dash', undefined],
  ]);

const status = (differing: Partial<ProgrammeView>) =>
  programmeStatus(
    {
      member: anAdmin(),
      addOns: addOns(anAddOn({ edition: 'enhanced' })),
      programme: programmeDecider.initial,
      thisQuarter: quarterDecider.initial,
      nextQuarter: quarterDecider.initial,
      ...differing,
    },
    AT,
  );
const consultations = (differing: Partial<ProgrammeView>) =>
  status(differing).consultations.map(({ product, source, state }) => `${product} ${source} ${state}`);
const sessions = (differing: Partial<ProgrammeView>) =>
  status(differing).rootCauseSessions.map(({ quarter, state }) => `${quarter} ${state}`);

describe('the programme status', () => {
  it('E4 shows whether the consultation of each add-on is open, booked or used', () => {
    const after = (status: Consultation['status']) =>
      consultations({ programme: { consultations: [{ ...consultation, status }] } });
    expect(consultations({})).toEqual(['dropbox team open']);
    expect([after('booked'), after('held'), after('cancelled')]).toEqual([
      ['dropbox team booked'],
      ['dropbox team used'],
      ['dropbox team open'],
    ]);
    expect(consultations({ addOns: addOns(undefined) })).toEqual([]);
  });

  it('C6 shows a Champion their own consultation, and not that of another Champion', () => {
    const champion = { member: aChampion('epic', { roles: ['team_admin'] }), addOns: addOns(undefined) };
    expect(consultations(champion)).toEqual(['dropbox champion open']);
    expect(
      consultations({
        ...champion,
        programme: { consultations: [{ ...consultation, source: 'champion', memberId: 'ben' }] },
      }),
    ).toEqual(['dropbox champion open']);
    expect(consultations({ ...champion, addOns: addOns(anAddOn()) })).toEqual([
      'dropbox team open',
      'dropbox champion open',
    ]);
  });

  it('Q3 shows the sessions of this and the next quarter, if the Enhanced edition is active then', () => {
    expect(sessions({})).toEqual(['2026-Q4 open', '2027-Q1 open']);
    expect(sessions({ thisQuarter: { ...quarterDecider.initial, session: { ...session, status: 'held' } } })).toEqual([
      '2026-Q4 used',
      '2027-Q1 open',
    ]);
    expect(sessions({ nextQuarter: { ...quarterDecider.initial, session } })).toEqual([
      '2026-Q4 open',
      '2027-Q1 booked',
    ]);
    expect(sessions({ addOns: addOns(anAddOn()) })).toEqual(['2026-Q4 not-included', '2027-Q1 not-included']);
    expect(
      sessions({ addOns: addOns(anAddOn({ edition: 'enhanced', removalEffectiveAt: '2026-12-31T15:00:00.000Z' })) }),
    ).toEqual(['2026-Q4 open', '2027-Q1 not-included']);
  });
});
