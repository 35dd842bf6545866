import fc from 'fast-check';
import { rowsAfter, rowsOf, readerAfter } from '../../test/support/projected-rows.js';
import { ticketHistories } from '../../test/support/arbitrary-logs.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { timers } from './definition.js';
import { responseDueAt, nextDue } from './queries.js';

const started = anEvent('ResponseClockStarted', {
  riskAt: '2026-11-27T10:30:00.000Z',
  dueAt: '2026-11-27T11:30:00.000Z',
});
const resumed = anEvent('ResponseClockResumed', {
  riskAt: '2026-11-27T12:30:00.000Z',
  dueAt: '2026-11-27T13:30:00.000Z',
});
const [atRisk, breached] = [anEvent('ResponseAtRisk'), anEvent('ResponseTargetBreached')];
const [paused, stopped] = [anEvent('ResponseClockPaused'), anEvent('ResponseClockStopped')];

const timersAfter = (...fixtures: readonly EventFixture[]): Record<string, unknown> =>
  Object.fromEntries([...rowsAfter(timers, ...fixtures)].map(([key, { at }]) => [key, at]));

describe('response timers', () => {
  it('E5 are armed for a warning and a breach when a clock starts', () => {
    expect(rowsAfter(timers, started).get('t-1.1.breach')).toEqual({
      kind: 'response-breach',
      at: '2026-11-27T11:30:00.000Z',
      ticketId: 't-1',
      teamId: 'acme',
      requesterId: 'aiko',
      clock: 1,
      dueAt: '2026-11-27T11:30:00.000Z',
    });
    expect(rowsAfter(timers, started).get('t-1.1.risk')).toMatchObject({
      kind: 'response-risk',
      at: '2026-11-27T10:30:00.000Z',
      dueAt: '2026-11-27T11:30:00.000Z',
    });
  });

  it('E5 are removed when the clock stops', () => {
    expect(timersAfter(started, stopped)).toEqual({});
    expect(timersAfter(started, atRisk, breached, stopped)).toEqual({});
  });

  it('stay armed for the breach after the warning is recorded', () => {
    expect(timersAfter(started, atRisk)).toEqual({ 't-1.1.risk': null, 't-1.1.breach': '2026-11-27T11:30:00.000Z' });
  });

  it('are not armed after a breach', async () => {
    expect(await nextDue(readerAfter(timers, started, breached), 10)).toEqual([]);
  });

  it('are removed while a clock is paused, and armed for its new times when it resumes', () => {
    expect(timersAfter(started, paused)).toEqual({});
    expect(timersAfter(started, paused, resumed)).toEqual({
      't-1.1.risk': '2026-11-27T12:30:00.000Z',
      't-1.1.breach': '2026-11-27T13:30:00.000Z',
    });
  });

  it('do not repeat a recorded warning or breach after a pause', () => {
    expect(timersAfter(started, atRisk, paused, resumed)).toEqual({
      't-1.1.risk': null,
      't-1.1.breach': '2026-11-27T13:30:00.000Z',
    });
    expect(timersAfter(started, atRisk, breached, paused, resumed)).toEqual({
      't-1.1.risk': null,
      't-1.1.breach': null,
    });
  });

  it('E5 have a separate key for each clock of a ticket', () => {
    const second = anEvent('ResponseClockStarted', { clock: 2 });
    expect(Object.keys(timersAfter(started, stopped, second))).toEqual(['t-1.2.risk', 't-1.2.breach']);
  });

  it('are returned earliest first, up to the limit', async () => {
    const later = anEvent('ResponseClockStarted', {
      ticketId: 't-2',
      riskAt: '2026-11-27T11:00:00.000Z',
      dueAt: '2026-11-27T12:00:00.000Z',
    });
    const found = await nextDue(readerAfter(timers, later, started), 3);
    expect(found.map(({ key }) => key)).toEqual(['t-1.1.risk', 't-2.1.risk', 't-1.1.breach']);
  });

  it('are returned page by page, each after the last timer of the previous page', async () => {
    const reader = readerAfter(timers, started);
    const [first] = await nextDue(reader, 1);
    expect(first?.key).toBe('t-1.1.risk');
    expect(await nextDue(reader, 5, first && { at: first.row.at, key: first.key })).toMatchObject([
      { key: 't-1.1.breach' },
    ]);
  });

  it('R5 return when the answer to a ticket is due, or null without a running clock', async () => {
    const another = anEvent('ResponseClockStarted', {
      ticketId: 't-2',
      riskAt: '2026-11-27T11:00:00.000Z',
      dueAt: '2026-11-27T12:00:00.000Z',
    });
    expect(await responseDueAt(readerAfter(timers, anEvent('AddOnPurchased'), started, another), 't-2')).toBe(
      '2026-11-27T12:00:00.000Z',
    );
    expect(await responseDueAt(readerAfter(timers, anEvent('AddOnPurchased'), started, another), 't-3')).toBeNull();
  });

  it('R5 return the due time after a breach too, until the clock stops', async () => {
    expect(await responseDueAt(readerAfter(timers, started), 't-1')).toBe('2026-11-27T11:30:00.000Z');
    expect(await responseDueAt(readerAfter(timers, started, breached), 't-1')).toBe('2026-11-27T11:30:00.000Z');
    expect(await responseDueAt(readerAfter(timers, started, stopped), 't-1')).toBeNull();
  });

  it('are never armed for a stopped clock, after any history', () => {
    fc.assert(
      fc.property(ticketHistories, (log) => {
        for (const [index, stop] of log.entries()) {
          if (stop.type !== 'ResponseClockStopped') continue;
          const rows = rowsOf(timers, log.slice(0, index + 1));
          for (const key of timers.keysOf(stop)) expect(rows.has(key)).toBe(false);
        }
      }),
    );
  });
});
