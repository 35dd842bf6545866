import { axisOf, type ExplainedClock, levelsOf, pausesOf, placeOf, spanOf } from './clock-layout.js';

const clock: ExplainedClock = {
  clock: 1,
  servedLanguage: 'ja',
  dueAt: '2026-11-30T01:30:00.000Z',
  decidedBy: 'japanese-desk',
  inTime: null,
  legs: [
    {
      target: 'japanese-desk',
      rule: 'L3',
      calendar: 'japanese-desk',
      minutes: 60,
      dueAt: '2026-11-30T01:30:00.000Z',
      counted: [
        {
          from: '2026-11-29T23:30:00.000Z',
          to: '2026-11-30T01:30:00.000Z',
          minutes: 60,
          local: { zone: 'Asia/Tokyo', from: '2026-11-30T08:30:00.000', to: '2026-11-30T10:30:00.000' },
        },
      ],
    },
  ],
  incidents: [
    { at: '2026-11-29T23:30:00.000Z', what: 'started' },
    { at: '2026-11-30T00:00:00.000Z', what: 'paused' },
    { at: '2026-11-30T00:30:00.000Z', what: 'resumed' },
    { at: '2026-11-30T01:00:00.000Z', what: 'paused' },
  ],
  versions: {},
};

describe('the picture of a clock', () => {
  const axis = axisOf(clock, Date.parse('2026-11-30T03:30:00.000Z'));

  it('has an axis from before the start until after now, with at most five ticks in order', () => {
    expect(axis.start).toBeLessThan(Date.parse('2026-11-29T23:30:00.000Z'));
    expect(axis.end).toBeGreaterThan(Date.parse('2026-11-30T03:30:00.000Z'));
    expect(axis.ticks.map((tick) => new Date(tick).toISOString())).toEqual([
      '2026-11-30T00:00:00.000Z',
      '2026-11-30T02:00:00.000Z',
    ]);
  });

  it('leaves now out once the clock has stopped', () => {
    expect(axisOf({ ...clock, inTime: true }, Date.parse('2027-01-01T00:00:00.000Z')).end).toBeLessThan(
      Date.parse('2026-11-30T02:00:00.000Z'),
    );
  });

  it('has a length even if everything happens at one instant', () => {
    const moment = { ...clock, dueAt: null, legs: [], incidents: clock.incidents.slice(0, 1), inTime: true };
    const { start, end } = axisOf(moment, undefined);
    expect(end).toBeGreaterThan(start);
  });

  it('places instants between 0 and 1, and keeps others at its ends', () => {
    const { from, to } = spanOf(axis, '2026-11-29T23:30:00.000Z', '2026-11-30T01:30:00.000Z');
    expect(from).toBeCloseTo(0.0536, 3);
    expect(to).toBeCloseTo(0.5, 3);
    expect(placeOf(axis, '2020-01-01T00:00:00.000Z')).toBe(0);
  });

  it('puts signs that are near each other on levels of their own', () => {
    expect(levelsOf([0.1, 0.12, 0.13, 0.2, 0.9])).toEqual([0, 1, 2, 0, 0]);
    expect(levelsOf([])).toEqual([]);
  });

  it('knows pauses, the last of which may last', () => {
    expect(pausesOf(clock)).toEqual([
      { from: '2026-11-30T00:00:00.000Z', to: '2026-11-30T00:30:00.000Z' },
      { from: '2026-11-30T01:00:00.000Z', to: null },
    ]);
  });
});
