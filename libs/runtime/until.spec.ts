import { isIncluded, type Until, untilOf } from './until.js';

const T = (hour: string): string => `2026-11-02T${hour}:00:00.000Z`;
const event = { stream: 'ticket-1', position: '7', occurredAt: T('08'), recordedAt: T('10'), metadata: '{}' };

describe('how far a replay goes', () => {
  it('is a position, or an instant by when events were recorded or occurred; or the head', () => {
    expect(untilOf(undefined)).toEqual({ head: true });
    expect(untilOf({ position: '7' }, 'occurred')).toEqual({ position: '7' });
    expect(untilOf({ instant: T('09') })).toEqual({ recorded: T('09') });
    expect(untilOf({ instant: T('09') }, 'recorded')).toEqual({ recorded: T('09') });
    expect(untilOf({ instant: T('09') }, 'occurred')).toEqual({ occurred: T('09') });
  });

  it.each<readonly [Until, boolean]>([
    [{ head: true }, true],
    [{ position: '7' }, true],
    [{ position: '6' }, false],
    [{ position: '10' }, true],
    [{ recorded: T('10') }, true],
    [{ recorded: T('09') }, false],
    [{ occurred: T('08') }, true],
    [{ occurred: T('07') }, false],
  ])('%j takes an event in, or not: %p', (until, taken) => {
    expect(isIncluded(until, event)).toBe(taken);
  });
});
