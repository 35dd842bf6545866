import { randomUUID } from 'node:crypto';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { pagesOf } from './pages.js';

const T = '2026-11-27T00:00:00.000Z';
const logOf = async (...streams: readonly string[]): Promise<MemoryEventStore> => {
  const log = new MemoryEventStore();
  for (const stream of streams)
    await log.append(stream, 'any', [
      { id: randomUUID(), type: 'Added', version: 1, occurredAt: T, recordedAt: T, data: '{}', metadata: '{}' },
    ]);
  return log;
};

const positionsIn = async (pages: ReturnType<typeof pagesOf>): Promise<readonly (readonly string[])[]> => {
  const read: string[][] = [];
  for await (const { events } of pages) read.push(events.map(({ position }) => position));
  return read;
};

describe('pagesOf', () => {
  it('yields every event once, in pages of at most the limit', async () => {
    const log = await logOf('a-1', 'a-1', 'a-1', 'a-1', 'a-1');
    expect((await positionsIn(pagesOf(log, { limit: 2 }))).flat()).toEqual(['1', '2', '3', '4', '5']);
    expect((await positionsIn(pagesOf(log, { limit: 2 }))).every((page) => page.length <= 2)).toBe(true);
  });

  it('starts after a position and applies a filter', async () => {
    const log = await logOf('a-1', 'b-1', 'a-1', 'b-1', 'a-1');
    const pages = pagesOf(log, { after: '1', filter: { streamPrefixes: ['a-'] } });
    expect((await positionsIn(pages)).flat()).toEqual(['3', '5']);
  });

  it('yields one empty page for an empty log', async () => {
    expect(await positionsIn(pagesOf(await logOf()))).toEqual([[]]);
  });

  it('reads a page only when it is asked for, and none after the consumer stops', async () => {
    const log = await logOf('a-1', 'a-1', 'a-1');
    const readAll = jest.spyOn(log, 'readAll');
    for await (const { scannedTo } of pagesOf(log, { limit: 1 })) if (scannedTo === '1') break;
    expect(readAll).toHaveBeenCalledTimes(1);
  });

  it('includes events appended while it reads', async () => {
    const log = await logOf('a-1', 'a-1');
    const pages = pagesOf(log, { limit: 1 });
    await pages.next();
    await log.append('a-1', 'any', [
      { id: randomUUID(), type: 'Added', version: 1, occurredAt: T, recordedAt: T, data: '{}', metadata: '{}' },
    ]);
    expect((await positionsIn(pages)).flat()).toEqual(['2', '3']);
  });
});
