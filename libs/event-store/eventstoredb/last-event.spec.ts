import { eventAt } from '../../../test/support/event-store/event-at.js';
import type { StoredEvent } from '../port.js';
import { LastEvent } from './last-event.js';

/** A log in memory that counts the records that are read. */
const aLog = () => {
  const records: StoredEvent[] = [];
  const log = {
    records,
    read: 0,
    add: (type: string, count = 1): void => {
      for (let n = 0; n < count; n += 1) records.push(eventAt(records.length + 1, type));
    },
    backward: async (before: string | undefined, count: number) => {
      const rest = records.slice(0, before === undefined ? undefined : Number(before) - 1).toReversed();
      log.read += Math.min(count, rest.length);
      return { events: rest.slice(0, count), end: rest.length < count };
    },
  };
  return log;
};

describe('the last event that is not a system event', () => {
  it('is found behind any number of system events, which are read once', async () => {
    const [log, last] = [aLog(), new LastEvent()];
    log.add('TicketOpened', 3);
    log.add('$>', 20_000);
    expect((await last.find(log.backward))?.position).toBe('3');
    log.read = 0;
    log.add('$>', 2);
    expect((await last.find(log.backward))?.position).toBe('3');
    expect(log.read).toBeLessThan(1_000);
    log.read = 0;
    expect((await last.find(log.backward))?.position).toBe('3');
    expect(log.read).toBe(1);
  });

  it('is the newer one once there is one', async () => {
    const [log, last] = [aLog(), new LastEvent()];
    log.add('TicketOpened');
    log.add('$>', 500);
    await last.find(log.backward);
    log.add('TicketAnswered');
    log.add('$>', 5);
    expect((await last.find(log.backward))?.type).toBe('TicketAnswered');
  });

  it('does not exist in an empty log, nor in one of system events', async () => {
    const [log, last] = [aLog(), new LastEvent()];
    expect(await last.find(log.backward)).toBeUndefined();
    log.add('$>', 900);
    expect(await last.find(log.backward)).toBeUndefined();
  });

  it('is looked for anew in a log that has lost its end, or that was replaced', async () => {
    const [log, last] = [aLog(), new LastEvent()];
    log.add('TicketOpened', 10);
    log.add('$>', 10);
    await last.find(log.backward);
    log.records.splice(5);
    expect((await last.find(log.backward))?.position).toBe('5');
    log.records.splice(0, 5, ...Array.from({ length: 30 }, (_, n) => ({ ...eventAt(n + 1, '$>'), id: `other-${n}` })));
    expect(await last.find(log.backward)).toBeUndefined();
  });

  it('is found by a later search if one fails on its way, without looking at the same records again', async () => {
    const [log, last] = [aLog(), new LastEvent()];
    log.add('TicketOpened');
    log.add('$>', 30_000);
    const failing = async (before: string | undefined, count: number) => {
      if (log.read > 20_000) throw new Error('No response within 5000 ms.');
      return log.backward(before, count);
    };
    await expect(last.find(failing)).rejects.toThrow('No response');
    log.add('$>', 10);
    const before = log.read;
    expect((await last.find(log.backward))?.position).toBe('1');
    expect(log.read - before).toBeLessThan(30_001 - 20_000 + 4_000);
    log.read = 0;
    expect((await last.find(log.backward))?.position).toBe('1');
    expect(log.read).toBe(1);
  });
});
