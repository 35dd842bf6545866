import { LogTail } from './log-tail.js';
import { MemoryLog } from '../../test/support/runtime/memory-log.js';
import { counted } from '../../test/support/runtime/sample-projections.js';

const { events } = (() => {
  const log = new MemoryLog();
  log.add(counted(1, 'a'), counted(2, 'a'), counted(3, 'a'));
  return log;
})();
const [first, second, third] = events;

describe('log tail', () => {
  it('joins consecutive segments, with or without events', () => {
    const tail = new LogTail(100);
    tail.add('0', { events: events.slice(0, 1), scannedTo: '3' });
    tail.add('3', { events: [], scannedTo: '4' });
    tail.add('4', { events: events.slice(1), scannedTo: '9' });
    expect(tail.after('0', 10)).toEqual({ events: [first, second, third], scannedTo: '9' });
    expect(tail.after('3', 10)).toEqual({ events: [second, third], scannedTo: '9' });
  });

  it('stops joining at the limit', () => {
    const tail = new LogTail(100);
    tail.add('0', { events: events.slice(0, 2), scannedTo: '6' });
    tail.add('6', { events: events.slice(2), scannedTo: '9' });
    expect(tail.after('0', 2)).toEqual({ events: [first, second], scannedTo: '6' });
  });

  it('returns undefined for a position at which no segment starts', () => {
    const tail = new LogTail(100);
    tail.add('0', { events: events.slice(0, 2), scannedTo: '6' });
    tail.add('6', { events: [], scannedTo: '6' });
    expect(tail.after('3', 10)).toBeUndefined();
    expect(tail.after('6', 10)).toBeUndefined();
  });

  it('is bounded by bytes, as are the segments that it joins', () => {
    const large = events.map((event) => ({ ...event, data: 'x'.repeat(3_000_000) }));
    const tail = new LogTail(100, 7_000_000);
    const segments = large.map((event, index) => ({ events: [event], scannedTo: String(3 * (index + 1)) }));
    segments.forEach((segment, index) => tail.add(String(3 * index), segment));
    expect(tail.after('0', 10)).toBeUndefined();
    expect(tail.after('3', 10)?.scannedTo).toBe('9');
    const larger = new LogTail(100);
    segments.forEach((segment, index) => larger.add(String(3 * index), segment));
    expect(larger.after('0', 10)?.scannedTo).toBe('6');
  });

  it('drops the oldest segment over its capacity', () => {
    const tail = new LogTail(4);
    tail.add('0', { events: events.slice(0, 1), scannedTo: '3' });
    tail.add('3', { events: events.slice(1, 2), scannedTo: '6' });
    tail.add('6', { events: events.slice(2), scannedTo: '9' });
    expect(tail.after('0', 10)).toBeUndefined();
    expect(tail.after('3', 10)).toEqual({ events: [second, third], scannedTo: '9' });
  });
});
