import { EngineClock } from '@ledgerdesk/application';
import { HOUR } from '@ledgerdesk/kernel';
import { ManifestMaker } from '@ledgerdesk/manifest';
import { digestOf } from '@ledgerdesk/manifest';
import { MemoryEventStore } from '../../../../test/support/memory-event-store.js';
import { ManualTime } from '../../../../test/support/manual-time.js';
import { FigureCells } from '../../../../libs/what-if/figure-cells.js';
import { FigureTable } from '../../../../libs/what-if/figure-table.js';
import { type WhatIfAnswer, WhatIfEnded, type WhatIfRunner } from '../../platform/what-if/what-if-runner.js';
import { WhatIfJobs } from './what-if-jobs.js';

/** Runs that a test ends. */
class ManualRunner implements WhatIfRunner {
  readonly ends: { readonly done: () => void; readonly fail: (error: Error) => void }[] = [];
  closed = 0;

  start(): ReturnType<WhatIfRunner['start']> {
    let cancel = (): void => undefined;
    const answer = new Promise<WhatIfAnswer>((resolve, reject) => {
      cancel = () => reject(new WhatIfEnded('cancelled', 'Cancelled.'));
      this.ends.push({ done: () => resolve(this.answer()), fail: reject });
    });
    return { answer, cancel: () => cancel() };
  }

  private answer(): WhatIfAnswer {
    const groups = new FigureTable(new FigureCells().columns);
    const figures = { rows: digestOf([]), total: groups.total, endedAt: '', undecided: 0, unknownVersions: [] };
    const close = (): void => void (this.closed += 1);
    return { figures, groups, clocks: { length: 0, isComplete: true, page: async () => ({ items: [] }), close } };
  }
}

describe('the questions of callers', () => {
  let runner: ManualRunner;
  let time: ManualTime;
  let jobs: WhatIfJobs;
  beforeEach(() => {
    [runner, time] = [new ManualRunner(), new ManualTime()];
    const source = { log: new MemoryEventStore(), code: { version: '1', build: null }, projectionHashes: {} };
    const manifests = new ManifestMaker({ ...source, timeZoneData: '2025c' });
    jobs = new WhatIfJobs(runner, time, new EngineClock(time), manifests);
  });
  const start = (id: string, caller = 'analyst ann') =>
    jobs.start({ id, caller, requestHash: id, question: {}, list: 'changed', until: '9' });
  const settle = () => time.advance(0);

  it('are answered one at a time, and two of all callers', async () => {
    start('a');
    expect(() => start('b')).toThrow(expect.objectContaining({ code: 'too-many-what-ifs' }) as Error);
    start('c', 'analyst ben');
    expect(() => start('d', 'analyst cem')).toThrow(expect.objectContaining({ code: 'what-ifs-busy' }) as Error);
    runner.ends[0]?.done();
    await settle();
    expect(jobs.find('a', 'analyst ann')?.state).toBe('done');
    expect(start('d', 'analyst cem').state).toBe('running');
  });

  it('are kept for an hour, the last five of a caller', async () => {
    for (const id of ['1', '2', '3', '4', '5', '6']) {
      start(id);
      runner.ends.at(-1)?.done();
      await settle();
    }
    expect(jobs.find('1', 'analyst ann')).toBeUndefined();
    expect(jobs.find('2', 'analyst ann')?.state).toBe('done');
    expect(jobs.find('2', 'analyst ben')).toBeUndefined();
    await time.advance(HOUR);
    expect(jobs.find('6', 'analyst ann')).toBeUndefined();
    expect(runner.closed).toBe(6);
  });

  it('say why they have failed, also when they are cancelled then', async () => {
    const job = start('a');
    runner.ends[0]?.fail(new WhatIfEnded('time-limit', 'It ran longer than 600 s.'));
    await settle();
    const failed = { state: 'failed', failure: 'It ran longer than 600 s.', endedAt: time.now() };
    expect(job).toMatchObject(failed);
    await time.advance(1_000);
    jobs.cancel(job);
    expect(job).toMatchObject(failed);
  });

  it('stay cancelled, and leave no file behind', async () => {
    const [job, done] = [start('a'), start('b', 'analyst ben')];
    runner.ends[1]?.done();
    await settle();
    jobs.cancel(job);
    jobs.cancel(done);
    await settle();
    expect([job.state, done.state, done.answer]).toEqual(['cancelled', 'cancelled', null]);
    expect(runner.closed).toBeGreaterThan(0);
    start('c');
    await jobs.onModuleDestroy();
    expect(jobs.find('c', 'analyst ann')).toBeUndefined();
  });
});
