import fc from 'fast-check';
import { policies, policiesWith } from '../../../test/support/policies.js';
import { instantOf, millisOf } from '@ledgerdesk/kernel';
import { allowancesFor, dueFrom, minutesLeft } from './clock.js';

const FRIDAY_1600_JST = '2026-11-27T07:00:00.000Z';
const FRIDAY_1630_JST = '2026-11-27T07:30:00.000Z';
const due = (minutes: number, language: 'en' | 'ja', at: string, by = policies) =>
  dueFrom(at, allowancesFor(minutes, language, by), by);

describe('the due time of a response', () => {
  it('E5 is after four hours of elapsed time, at risk after three', () => {
    expect(due(240, 'en', '2026-11-28T22:00:00.000Z')).toEqual({
      legs: [{ target: 'edition', calendar: 'always', minutes: 240, dueAt: '2026-11-29T02:00:00.000Z' }],
      decidedBy: 'edition',
      riskAt: '2026-11-29T01:00:00.000Z',
      dueAt: '2026-11-29T02:00:00.000Z',
    });
  });

  it('E6 is after one hour, at risk after 45 minutes', () => {
    expect(due(60, 'en', '2026-11-28T22:00:00.000Z')).toMatchObject({
      riskAt: '2026-11-28T22:45:00.000Z',
      dueAt: '2026-11-28T23:00:00.000Z',
    });
  });

  it('E5 counts elapsed time across a daylight saving change', () => {
    expect(due(240, 'en', '2026-11-01T04:00:00.000Z').dueAt).toBe('2026-11-01T08:00:00.000Z');
  });

  it('L3 is set by the edition, not the Japanese desk, for Japanese on a Friday at 16:30 in Tokyo', () => {
    expect(due(240, 'ja', FRIDAY_1630_JST)).toEqual({
      legs: [
        { target: 'edition', calendar: 'always', minutes: 240, dueAt: '2026-11-27T11:30:00.000Z' },
        { target: 'japanese-desk', calendar: 'japanese-desk', minutes: 60, dueAt: '2026-11-30T00:30:00.000Z' },
      ],
      decidedBy: 'edition',
      riskAt: '2026-11-27T10:30:00.000Z',
      dueAt: '2026-11-27T11:30:00.000Z',
    });
  });

  it('L3 is the closing time of the Japanese desk, 17:00, for Japanese at 16:00', () => {
    expect(due(240, 'ja', FRIDAY_1600_JST)).toMatchObject({
      decidedBy: 'japanese-desk',
      riskAt: '2026-11-27T07:45:00.000Z',
      dueAt: '2026-11-27T08:00:00.000Z',
    });
  });

  it('L3 is set by the edition for Japanese 1 ms after 16:00', () => {
    expect(due(240, 'ja', '2026-11-27T07:00:00.001Z')).toMatchObject({
      decidedBy: 'edition',
      dueAt: '2026-11-27T11:00:00.001Z',
    });
  });

  it('L3 E6 is within an hour with Enhanced, whichever leg decides', () => {
    expect(due(60, 'ja', '2026-11-27T03:00:00.000Z').dueAt).toBe('2026-11-27T04:00:00.000Z');
    expect(due(60, 'ja', FRIDAY_1630_JST)).toMatchObject({ decidedBy: 'edition', dueAt: '2026-11-27T08:30:00.000Z' });
  });

  it('L3 is set by the Japanese desk if the target of the edition is longer than a weekend', () => {
    const twoHours = policiesWith({ japaneseDesk: { calendar: 'japanese-desk', minutes: 120 } });
    expect(due(6000, 'ja', FRIDAY_1630_JST, twoHours)).toMatchObject({
      decidedBy: 'japanese-desk',
      riskAt: '2026-11-30T01:00:00.000Z',
      dueAt: '2026-11-30T01:30:00.000Z',
    });
  });

  const moments = fc.integer({ min: millisOf('2026-01-01T00:00:00.000Z'), max: millisOf('2028-01-01T00:00:00.000Z') });

  it('L3 is never later than by the edition alone, and always after the risk', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(60, 240), (millis, minutes) => {
        const at = instantOf(millis);
        const { riskAt, dueAt, legs } = due(minutes, 'ja', at);
        expect(dueAt <= due(minutes, 'en', at).dueAt).toBe(true);
        expect(at < riskAt && riskAt < dueAt).toBe(true);
        expect(legs.map((leg) => leg.dueAt).sort()[0]).toBe(dueAt);
      }),
    );
  });

  it('is unchanged if recomputed from the remaining minutes', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 14_400_000 }), (millis, passed) => {
        for (const leg of due(240, 'ja', instantOf(millis)).legs) {
          const at = instantOf(millis + passed);
          const left = minutesLeft(leg, at, policies);
          const again = dueFrom(
            at,
            [{ target: leg.target, calendar: leg.calendar, minutes: left, granted: leg.minutes }],
            policies,
          );
          if (left > 0) expect(again.dueAt).toBe(leg.dueAt);
        }
      }),
    );
  });
});
