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
  it('joins stretches that follow each other, matches or not', () => {
    const tail = new LogTail(100);
    tail.keep('0', { events: events.slice(0, 1), scannedTo: '3' });
    tail.keep('3', { events: [], scannedTo: '4' });
    tail.keep('4', { events: events.slice(1), scannedTo: '9' });
    expect(tail.after('0', 10)).toEqual({ events: [first, second, third], scannedTo: '9' });
    expect(tail.after('3', 10)).toEqual({ events: [second, third], scannedTo: '9' });
  });

  it('stops joining when there is enough', () => {
    const tail = new LogTail(100);
    tail.keep('0', { events: events.slice(0, 2), scannedTo: '6' });
    tail.keep('6', { events: events.slice(2), scannedTo: '9' });
    expect(tail.after('0', 2)).toEqual({ events: [first, second], scannedTo: '6' });
  });

  it('knows nothing of a position at which no stretch began', () => {
    const tail = new LogTail(100);
    tail.keep('0', { events: events.slice(0, 2), scannedTo: '6' });
    tail.keep('6', { events: [], scannedTo: '6' });
    expect(tail.after('3', 10)).toBeUndefined();
    expect(tail.after('6', 10)).toBeUndefined();
  });

  it('forgets the oldest when it is full', () => {
    const tail = new LogTail(4);
    tail.keep('0', { events: events.slice(0, 1), scannedTo: '3' });
    tail.keep('3', { events: events.slice(1, 2), scannedTo: '6' });
    tail.keep('6', { events: events.slice(2), scannedTo: '9' });
    expect(tail.after('0', 10)).toBeUndefined();
    expect(tail.after('3', 10)).toEqual({ events: [second, third], scannedTo: '9' });
  });
});
