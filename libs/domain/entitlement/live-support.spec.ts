import { aChampion, aMember, anAddOn, anAdmin } from '../../../test/support/state-builders.js';
import { policies, policiesWith } from '../../../test/support/policies.js';
import { acceptedTerms, isDenial, type LiveSupportClaim, liveSupportRefusal } from './live-support.js';

const SUNDAY_NIGHT = '2026-11-29T03:00:00.000Z';
const asked = (differing: Partial<LiveSupportClaim>): LiveSupportClaim => ({
  member: anAdmin(),
  addOn: anAddOn(),
  covers: 'dropbox',
  channel: 'chat',
  timeZone: 'Asia/Tokyo',
  at: SUNDAY_NIGHT,
  ...differing,
});
const accepted = (claim: Partial<LiveSupportClaim>, language = 'en', by = policies) =>
  acceptedTerms(asked(claim), language, by);
const refused = (claim: Partial<LiveSupportClaim>, by = policies, language = 'en') => {
  const decided = accepted(claim, language, by);
  return isDenial(decided) ? liveSupportRefusal(decided, asked(claim).covers) : undefined;
};
const dash = { covers: 'dash', addOn: anAddOn({ product: 'dash' }) };

describe('live support', () => {
  it('E3 L5 is available to admins with the Dropbox add-on, even on a Sunday', () => {
    expect(refused({})).toBeUndefined();
  });

  it('E9 is refused to members without a role, even with Enhanced', () => {
    expect(refused({ member: aMember(), addOn: anAddOn({ edition: 'enhanced' }) })).toMatchObject({
      reason: 'forbidden',
      code: 'live-support-for-admins',
      rule: 'E9',
    });
  });

  const FRIDAY_1630_JST = '2026-11-27T07:30:00.000Z';
  const FRIDAY_1700_JST = '2026-11-27T08:00:00.000Z';

  it("L7 P2 is standard support without an active add-on, Monday to Friday from 9 to 17 in the team's zone", () => {
    for (const addOn of [undefined, anAddOn({ removalEffectiveAt: FRIDAY_1630_JST })]) {
      expect(accepted({ addOn, at: FRIDAY_1630_JST })).toEqual({
        terms: 'standard',
        covers: 'dropbox',
        timeZone: 'Asia/Tokyo',
      });
      expect(refused({ addOn, at: FRIDAY_1700_JST })).toMatchObject({
        reason: 'conflict',
        code: 'live-support-closed',
        rule: 'L7',
        details: { opensAt: '2026-11-30T00:00:00.000Z' },
      });
    }
    expect(refused({ addOn: undefined, at: FRIDAY_1630_JST, timeZone: 'Europe/Berlin' })).toMatchObject({
      details: { opensAt: '2026-11-27T08:00:00.000Z' },
    });
    expect(refused({ addOn: undefined, at: FRIDAY_1700_JST, timeZone: 'Europe/Berlin' })).toBeUndefined();
  });

  it('L7 E9 gives members without a role no standard support', () => {
    expect(refused({ member: aMember(), addOn: undefined, at: FRIDAY_1630_JST })).toMatchObject({ rule: 'E9' });
  });

  it('L7 E10 is refused without the add-on on channels that the policy does not name', () => {
    const calls = policiesWith({ standard: { live: 'standard-live', channels: ['callback'] } });
    expect(refused({ addOn: undefined, at: FRIDAY_1630_JST }, calls)).toMatchObject({
      reason: 'forbidden',
      code: 'no-add-on',
      rule: 'E10',
    });
    expect(refused({ addOn: undefined, at: FRIDAY_1630_JST, channel: 'callback' }, calls)).toBeUndefined();
  });

  const TUESDAY_1400_JST = '2026-11-24T05:00:00.000Z';
  const TUESDAY_1800_JST = '2026-11-24T09:00:00.000Z';

  it('L2 L6 is open in Japanese for Dash while the Japanese desk is open', () => {
    expect(refused({ ...dash, at: TUESDAY_1400_JST }, policies, 'ja-JP')).toBeUndefined();
    expect(refused({ ...dash, at: TUESDAY_1400_JST }, policies, 'en')).toMatchObject({
      rule: 'L6',
      details: { opensAt: '2026-11-24T14:00:00.000Z' },
    });
    expect(refused({ ...dash, at: TUESDAY_1800_JST }, policies, 'ja')).toMatchObject({
      rule: 'L6',
      details: { opensAt: '2026-11-24T14:00:00.000Z' },
    });
    const nightInNewYork = '2026-11-25T03:00:00.000Z';
    expect(refused({ ...dash, at: '2026-11-24T23:30:00.000Z' }, policies, 'ja')).toBeUndefined();
    expect(refused({ ...dash, at: nightInNewYork }, policies, 'ja')).toBeUndefined();
    expect(refused({ ...dash, at: nightInNewYork }, policies, 'de')).toMatchObject({ rule: 'L6' });
  });

  it('L2 L6 opens next for Dash, in Japanese, when either does', () => {
    const saturday = '2026-11-28T03:00:00.000Z';
    expect(refused({ ...dash, at: saturday }, policies, 'ja')).toMatchObject({
      details: { opensAt: '2026-11-28T14:00:00.000Z' },
    });
    const monday = '2026-11-29T23:00:00.000Z';
    const closedEarly = policiesWith({ liveSupport: { dropbox: 'always', dash: 'japanese-desk' } });
    expect(refused({ ...dash, at: monday }, closedEarly, 'ja')).toMatchObject({
      details: { opensAt: '2026-11-30T00:00:00.000Z' },
    });
  });

  it('C1 is available to a Champion who is not an admin', () => {
    expect(refused({ member: aChampion('grand'), addOn: undefined })).toBeUndefined();
  });

  it('C1 E9 is refused to a Champion without Premium Support who is not an admin', () => {
    expect(refused({ member: aMember({ champion: { level: 'epic', addOn: null } }) })).toMatchObject({ rule: 'E9' });
  });

  it('C1 E9 is refused to a Champion for Dash', () => {
    expect(refused({ ...dash, member: aChampion('epic') })).toMatchObject({ rule: 'E9' });
  });

  it.each([
    ['2026-11-29T13:59:59.999Z', '2026-11-29T14:00:00.000Z', 'before 9:00 in New York, on a Sunday'],
    ['2026-11-30T01:00:00.000Z', '2026-11-30T14:00:00.000Z', 'from 20:00 on'],
    ['2027-07-15T12:59:59.999Z', '2027-07-15T13:00:00.000Z', 'before 9:00 in summer time'],
  ])('L6 is closed for Dash at %s and opens at %s: %s', (at, opensAt) => {
    expect(refused({ ...dash, at })).toMatchObject({
      reason: 'conflict',
      code: 'live-support-closed',
      rule: 'L6',
      details: { opensAt },
    });
    expect(refused({ ...dash, at: opensAt })).toBeUndefined();
  });

  it('L6 is open for Dash until 20:00', () => {
    expect(refused({ ...dash, at: '2026-11-30T00:59:59.999Z' })).toBeUndefined();
  });

  it('L5 is refused for an add-on without live support hours', () => {
    expect(refused({}, policiesWith({ liveSupport: { dash: 'dash-live' } }))).toMatchObject({
      code: 'no-live-support',
      rule: 'L5',
    });
  });
});
