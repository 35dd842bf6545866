import type { StoredEvent } from '@ledgerdesk/event-store';
import { RecentEvents } from './recent-events.js';

const event = (position: number, bytes = 10): StoredEvent => ({
  id: `e-${position}`,
  stream: 'ticket-t-1',
  revision: position,
  position: String(position),
  type: 'TicketReplied',
  version: 1,
  occurredAt: '2026-11-27T07:30:00.000Z',
  recordedAt: '2026-11-27T07:30:00.000Z',
  data: 'x'.repeat(bytes),
  metadata: '',
});
const range = (from: number, to: number, bytes?: number) => ({
  events: Array.from({ length: to - from + 1 }, (_, n) => event(from + n, bytes)),
  scannedTo: String(to),
});

describe('the recent events of a log', () => {
  it('start at a position, and know nothing before it', () => {
    const recent = new RecentEvents('10');
    expect(recent.after('9', 100, 1_000)).toBeUndefined();
    expect(recent.after('10', 100, 1_000)).toEqual({ events: [], scannedTo: '10' });
    recent.add(range(11, 13));
    expect(recent.after('10', 100, 1_000)).toEqual(range(11, 13));
    expect(recent.after('12', 100, 1_000)).toEqual(range(13, 13));
    expect(recent.after('9', 100, 1_000)).toBeUndefined();
  });

  it('have no events after a position that they have not reached', () => {
    const recent = new RecentEvents('10');
    recent.add(range(11, 12));
    expect(recent.after('15', 100, 1_000)).toEqual({ events: [], scannedTo: '15' });
  });

  it('end where the log was read to, even if the last events are not shown', () => {
    const recent = new RecentEvents('10');
    recent.add({ ...range(11, 12), scannedTo: '20' });
    expect(recent.after('11', 100, 1_000)).toEqual({ events: [event(12)], scannedTo: '20' });
    expect(recent.after('12', 100, 1_000)).toEqual({ events: [], scannedTo: '20' });
    expect(recent.after('17', 100, 1_000)).toEqual({ events: [], scannedTo: '20' });
  });

  it('are returned up to a number of events, and of bytes', () => {
    const recent = new RecentEvents('0');
    recent.add(range(1, 9));
    expect(recent.after('2', 3, 1_000)).toEqual(range(3, 5));
    expect(recent.after('2', 100, 15)).toEqual(range(3, 4));
    expect(recent.after('2', 100, 1)).toEqual(range(3, 3));
  });

  it('are dropped beyond a number of events', () => {
    const recent = new RecentEvents('0', 4);
    recent.add(range(1, 3));
    recent.add(range(4, 6));
    expect(recent.after('1', 100, 1_000)).toBeUndefined();
    expect(recent.after('2', 100, 1_000)).toEqual(range(3, 6));
  });

  it('are dropped beyond a number of bytes, a single large one included', () => {
    const recent = new RecentEvents('0', 100, 50);
    recent.add(range(1, 6));
    expect(recent.after('0', 100, 1_000)).toBeUndefined();
    expect(recent.after('1', 100, 1_000)).toEqual(range(2, 6));
    recent.add(range(7, 7, 60));
    expect(recent.after('6', 100, 1_000)).toBeUndefined();
    expect(recent.after('7', 100, 1_000)).toEqual({ events: [], scannedTo: '7' });
  });
});
