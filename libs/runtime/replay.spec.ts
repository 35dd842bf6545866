import type { RecordedEvent } from '@ledgerdesk/kernel';
import { replay, replayAll } from './replay.js';
import { MemoryLog, retried, skipped } from '../../test/support/runtime/memory-log.js';
import { clearings, cleared, counted, decode, noise, tally } from '../../test/support/runtime/sample-projections.js';
import type { Until } from './until.js';

const AT = (minute: number) => `2026-11-02T08:0${minute}:00.000Z`;

const sampleLog = (): MemoryLog => {
  const log = new MemoryLog();
  log.add(
    { ...counted(1, 'a'), occurredAt: AT(5), recordedAt: AT(6) },
    { ...counted(10, 'a', 'b'), occurredAt: AT(1), recordedAt: AT(7) },
    { ...noise, occurredAt: AT(1), recordedAt: AT(8) },
    { ...counted(100, 'a'), occurredAt: AT(3), recordedAt: AT(7) },
    { ...cleared('b'), occurredAt: AT(9), recordedAt: AT(9) },
  );
  return log;
};

const totals = async (until: Until, batch = 1_000) =>
  Object.fromEntries(
    [...(await replay(tally, { log: sampleLog(), decode, until, batch }))].map(([key, row]) => [key, row['total']]),
  );

describe('replay', () => {
  it.each([1, 2, 1_000])('folds the log up to the head in pages of %i', async (batch) => {
    expect(await totals({ head: true }, batch)).toEqual({ a: 111 });
  });

  it.each([
    ['0', {}],
    ['3', { a: 1 }],
    ['4', { a: 1 }],
    ['6', { a: 11, b: 10 }],
    ['9', { a: 11, b: 10 }],
    ['15', { a: 111 }],
    ['99', { a: 111 }],
  ])('stops after position %s', async (position, expected) => {
    for (const batch of [1, 2, 1_000]) expect(await totals({ position }, batch)).toEqual(expected);
  });

  it('stops before the first event recorded later, of any type', async () => {
    expect(await totals({ recorded: AT(5) })).toEqual({});
    expect(await totals({ recorded: AT(6) })).toEqual({ a: 1 });
    expect(await totals({ recorded: AT(7) })).toEqual({ a: 11, b: 10 });
    expect(await totals({ recorded: AT(9) }, 2)).toEqual({ a: 111 });
  });

  it("compares the recorded time of the engine's own events only", async () => {
    const log = new MemoryLog();
    log.add(
      { type: 'LogNamed', data: {}, stream: 'ledgerdesk-log', recordedAt: AT(9) },
      { ...noise, metadata: '{"foreign":{}}', recordedAt: AT(9) },
      { ...counted(1, 'a'), recordedAt: AT(6) },
    );
    expect((await replay(tally, { log, decode, until: { recorded: AT(6) } })).get('a')).toMatchObject({ total: 1 });
    expect((await replay(tally, { log, decode, until: { recorded: AT(5) } })).size).toBe(0);
  });

  it('includes the events that occurred by an instant, in log order', async () => {
    expect(await totals({ occurred: AT(1) })).toEqual({ a: 10, b: 10 });
    expect(await totals({ occurred: AT(3) }, 1)).toEqual({ a: 110, b: 10 });
    expect(await totals({ occurred: AT(8) })).toEqual({ a: 111, b: 10 });
  });

  it('skips filtered events as if they were not in the log', async () => {
    const big = ({ data }: RecordedEvent): boolean => !('amount' in data) || Number(data.amount) >= 10;
    const rows = await replay(tally, { log: sampleLog(), decode, eventFilter: big });
    expect(Object.fromEntries([...rows].map(([key, row]) => [key, row['total']]))).toEqual({ a: 110 });
  });

  it('folds several projections with one read of the log', async () => {
    const log = sampleLog();
    const tables = await replayAll([tally, clearings], { log, decode });
    expect(log.reads).toBe(1);
    expect(tables.get('tally')?.get('a')).toMatchObject({ total: 111 });
    expect(tables.get('clearings')?.get('all')).toEqual({ count: 1, last: '15' });
  });

  it('reports the scanned position after each page', async () => {
    const pages: string[] = [];
    await replay(tally, { log: sampleLog(), decode, batch: 2, onPage: (scannedTo) => pages.push(scannedTo) });
    expect(pages).toEqual(['6', '15']);
  });

  it('leaves out what an operator decided to skip, for that version, regardless of the point in time', async () => {
    const log = sampleLog();
    const total = async (version = 1) =>
      (await replay({ ...tally, version }, { log, decode, until: { position: '12' } })).get('a')?.['total'];
    log.add(skipped('tally', 'event-3', '12'));
    expect(await total()).toBe(11);
    expect(await total(2)).toBe(111);
    log.add(retried('tally'));
    expect(await total()).toBe(111);
  });

  it('rejects with the event that failed', async () => {
    const invalid = {
      ...tally,
      evolve: () => {
        throw new Error('no such row');
      },
    };
    await expect(replay(invalid, { log: sampleLog(), decode })).rejects.toMatchObject({
      code: 'poison-event',
      position: '3',
      eventId: 'event-0',
      message: expect.stringContaining('no such row') as string,
    });
  });
});
