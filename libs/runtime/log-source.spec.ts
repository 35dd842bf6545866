import type { LogPage } from '@ledgerdesk/event-store';
import { ManualTime } from '../../test/support/manual-time.js';
import { MemoryLog } from '../../test/support/runtime/memory-log.js';
import { counted } from '../../test/support/runtime/sample-projections.js';
import { LogSource } from './log-source.js';

/** A log of seven events, of which a source reads two a page. */
const aSource = (isRemote: boolean) => {
  const log = Object.assign(new MemoryLog(), { isRemote });
  for (let n = 1; n <= 7; n += 1) log.add(counted(n, 'a'));
  const source = new LogSource({ log, types: ['Counted'], batch: 2, timers: new ManualTime(), onMessage: () => {} });
  return { log, source };
};
const idsOf = ({ events }: Pick<LogPage, 'events'>): readonly string[] => events.map(({ id }) => id);

describe('the log as projection runs read it', () => {
  it('reads a page of a remote log ahead, and each page once', async () => {
    const { log, source } = aSource(true);
    const ids: string[] = [];
    for (let position = '0', page = 1; page <= 4; page += 1) {
      const { scannedTo, ...range } = await source.readAfter(position, ['Counted']);
      ids.push(...idsOf(range));
      position = scannedTo;
      expect(log.reads).toBe(Math.min(page + 1, 4));
    }
    expect(ids).toEqual(log.events.map(({ id }) => id));
  });

  it('reads nothing ahead of a page that reaches the position at which the reader stops', async () => {
    const { log, source } = aSource(true);
    const { scannedTo } = await source.readAfter('0', ['Counted'], { upTo: '7' });
    expect(log.reads).toBe(2);
    await source.readAfter(scannedTo, ['Counted'], { upTo: '7' });
    expect(log.reads).toBe(2);
  });

  it('reads an embedded log only when it is asked', async () => {
    const { log, source } = aSource(false);
    await source.readAfter('0', ['Counted']);
    expect(log.reads).toBe(1);
  });

  it('does not use a page that was read ahead of another position, or for other types', async () => {
    const { source } = aSource(true);
    const { scannedTo } = await source.readAfter('0', ['Counted']);
    expect(idsOf(await source.readAfter('0', ['Counted']))).toEqual(['event-0', 'event-1']);
    expect(idsOf(await source.readAfter(scannedTo, ['Other']))).toEqual([]);
    expect(idsOf(await source.readAfter(scannedTo, ['Counted']))).toEqual(['event-2', 'event-3']);
  });

  it('reads a page again if reading ahead has failed', async () => {
    const { log, source } = aSource(true);
    const read = jest.spyOn(log, 'readAll');
    const { scannedTo } = await source.readAfter('0', ['Counted']);
    read.mockRejectedValueOnce(new Error('No connection.'));
    const second = await source.readAfter(scannedTo, ['Counted']);
    expect(idsOf(await source.readAfter(second.scannedTo, ['Counted']))).toEqual(['event-4', 'event-5']);
  });

  it('reads ahead for several positions, between which runs take turns', async () => {
    const { log, source } = aSource(true);
    const [first, other] = [await source.readAfter('0', ['Counted']), await source.readAfter('3', ['Counted'])];
    const reads = log.reads;
    expect(idsOf(await source.readAfter(first.scannedTo, ['Counted']))).toEqual(['event-2', 'event-3']);
    expect(idsOf(await source.readAfter(other.scannedTo, ['Counted']))).toEqual(['event-3', 'event-4']);
    // The two that were ahead are taken, and two more are read ahead.
    expect(log.reads - reads).toBe(2);
  });
});
