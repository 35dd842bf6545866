import { isIncluded, type Until, untilOf } from './until.js';

const T = (hour: string): string => `2026-11-02T${hour}:00:00.000Z`;
const event = { stream: 'ticket-1', position: '7', occurredAt: T('08'), recordedAt: T('10'), metadata: '{}' };

describe('the end of a replay', () => {
  it('is a position, an instant of recorded or occurred time, or the head', () => {
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
    [{ recorded: T('10'), position: '7' }, true],
    [{ recorded: T('10'), position: '6' }, false],
    [{ recorded: T('09'), position: '7' }, false],
    [{ occurred: T('08'), position: '7' }, true],
    [{ occurred: T('08'), position: '6' }, false],
    [{ occurred: T('07'), position: '7' }, false],
  ])('%j includes the event: %p', (until, included) => {
    expect(isIncluded(until, event)).toBe(included);
  });
});
