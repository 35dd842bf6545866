import { randomUUID } from 'node:crypto';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { pagesOf, streamPagesOf } from './pages.js';

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

  it('reads the next page of a log that a server keeps while a page is handled, and no further', async () => {
    const log = Object.assign(await logOf('a-1', 'a-1', 'a-1', 'a-1'), { isRemote: true });
    const readAll = jest.spyOn(log, 'readAll');
    const counts: number[] = [];
    for await (const _ of pagesOf(log, { limit: 1 })) counts.push(readAll.mock.calls.length);
    expect(counts.slice(0, 3)).toEqual([2, 3, 4]);
    expect((await positionsIn(pagesOf(log, { limit: 3 }))).flat()).toEqual(['1', '2', '3', '4']);
  });

  it('throws the error of a page that was read ahead when the page is needed', async () => {
    const log = Object.assign(await logOf('a-1', 'a-1'), { isRemote: true });
    const [first] = (await log.readAll({ limit: 1 })).events;
    const readAll = jest.spyOn(log, 'readAll');
    readAll.mockResolvedValueOnce(await log.readAll({ limit: 1 })).mockRejectedValueOnce(new Error('gone'));
    const pages = pagesOf(log, { limit: 1 });
    expect((await pages.next()).value).toMatchObject({ events: [first] });
    await new Promise((resolve) => setImmediate(resolve));
    await expect(pages.next()).rejects.toThrow('gone');
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

describe('streamPagesOf', () => {
  const revisionsIn = async (pages: ReturnType<typeof streamPagesOf>): Promise<readonly (readonly number[])[]> => {
    const read: number[][] = [];
    for await (const events of pages) read.push(events.map(({ revision }) => revision));
    return read;
  };

  it('yields every event of the stream once, in pages limited by number and bytes, and no empty page', async () => {
    const log = await logOf('a-1', 'b-1', 'a-1', 'a-1', 'a-1', 'a-1');
    const pages = (limit: number, maxBytes: number) => revisionsIn(streamPagesOf(log, 'a-1', { limit, maxBytes }));
    expect(await pages(2, 1_000)).toEqual([[0, 1], [2, 3], [4]]);
    expect(await pages(5, 1_000)).toEqual([[0, 1, 2, 3, 4]]);
    expect(await pages(100, 8)).toEqual([[0, 1], [2, 3], [4]]);
    expect(await pages(100, 1)).toEqual([[0], [1], [2], [3], [4]]);
    expect(await revisionsIn(streamPagesOf(log, 'a-1', { from: 3, limit: 100, maxBytes: 100 }))).toEqual([[3, 4]]);
    expect(await revisionsIn(streamPagesOf(log, 'c-1', { limit: 2, maxBytes: 100 }))).toEqual([]);
  });

  it('reads once if the stream is short, and otherwise each page in a turn of its own', async () => {
    const log = await logOf('a-1', 'a-1', 'a-1');
    const readStream = jest.spyOn(log, 'readStream');
    await revisionsIn(streamPagesOf(log, 'a-1', { limit: 4, maxBytes: 10_000 }));
    expect(readStream).toHaveBeenCalledTimes(1);
    const reading = revisionsIn(streamPagesOf(log, 'a-1', { limit: 1, maxBytes: 1_000 }));
    const seen: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(readStream.mock.calls.length);
    }
    await reading;
    expect(seen[0]).toBeLessThan(readStream.mock.calls.length);
  });
});
