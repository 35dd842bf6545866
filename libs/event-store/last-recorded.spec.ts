import { MemoryEventStore } from '../../test/memory-event-store.js';
import { randomUUID } from 'node:crypto';
import { lastRecordedAt, recordedBy } from './last-recorded.js';

const T = (hour: number): string => `2026-11-27T0${hour}:00:00.000Z`;
const logRecordedAt = async (...hours: readonly number[]): Promise<MemoryEventStore> => {
  const log = new MemoryEventStore();
  for (const hour of hours) {
    await log.append('ticket-1', 'any', [{ id: randomUUID(), type: 'Added', version: 1, occurredAt: T(0), recordedAt: T(hour), data: '{}', metadata: '{}' }]);
  }
  return log;
};

describe('when the log was written', () => {
  it('is told of its last event', async () => {
    expect(await lastRecordedAt(await logRecordedAt(1, 2))).toBe(T(2));
    expect(await lastRecordedAt(await logRecordedAt())).toBeUndefined();
  });

  it('is told of the last event at or before a position', async () => {
    const log = await logRecordedAt(1, 2, 3);
    expect(await Promise.all(['0', '1', '2', '3', '9'].map((position) => recordedBy(log, position)))).toEqual([undefined, T(1), T(2), T(3), T(3)]);
    expect(await recordedBy(await logRecordedAt(), '0')).toBeUndefined();
  });
});
