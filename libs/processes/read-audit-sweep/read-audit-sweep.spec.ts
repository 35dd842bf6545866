import { DAY, HOUR, MINUTE } from '@ledgerdesk/kernel';
import type { DroppedReads, ReadTree } from '@ledgerdesk/read-audit';
import { ManualTime } from '../../../test/support/manual-time.js';
import { ReadAuditSweep } from './read-audit-sweep.js';

const NOW = '2026-11-30T00:00:00.000Z';
const TREE: ReadTree = { id: 't', size: 9, root: Buffer.alloc(32) };

/** The oldest `count` records. */
const oldest = (count: number): DroppedReads => ({ count, firstLeaf: 0, lastLeaf: count - 1, from: NOW, to: NOW });

describe('the sweep of the read audit', () => {
  let time: ManualTime;
  let records: number;
  let log: (readonly [string, ...unknown[]])[];
  let refuses: boolean;
  let sweep: ReadAuditSweep;
  let onTimer: () => void;
  /** Resolves when the sweep that is due is over: it then sets the timer of the next one. */
  const swept = async (ms: number): Promise<void> => {
    const over = new Promise<void>((resolve) => {
      onTimer = resolve;
    });
    await time.advance(ms);
    await over;
  };
  beforeEach(() => {
    time = new ManualTime(NOW);
    [records, log, refuses] = [1_200, [], false];
    onTimer = () => undefined;
    const take = (limit: number) => (records === 0 ? undefined : oldest(Math.min(limit, records)));
    sweep = new ReadAuditSweep({
      audit: {
        droppable: async (_, limit) => take(limit),
        drop: async (_, limit) => {
          const dropped = take(limit);
          records -= dropped?.count ?? 0;
          log.push(['dropped', dropped?.count]);
          return dropped;
        },
        tree: async () => TREE,
      },
      keptDays: () => 30,
      onDrop: async ({ count }, before, { size }) => {
        if (refuses) throw new Error('no log');
        log.push(['recorded', count, before, size]);
      },
      clock: time,
      timers: {
        elapsed: () => time.elapsed(),
        after: (ms, callback) => {
          onTimer();
          return time.after(ms, callback);
        },
      },
      onError: (error) => log.push(['failed', String(error)]),
    });
    sweep.start();
  });
  afterEach(() => sweep.stop());

  const BEFORE = '2026-10-31T00:01:00.000Z';

  it('records what it is about to drop, and drops it in batches', async () => {
    await swept(MINUTE);
    const dropped = [500, 500, 200].map((count) => ['dropped', count]);
    expect(log).toEqual([['recorded', 1_200, BEFORE, 9], ...dropped]);
  });

  it('drops nothing that it cannot record, and tries again in an hour', async () => {
    refuses = true;
    await swept(MINUTE);
    expect([records, log]).toEqual([1_200, [['failed', 'Error: no log']]]);
    refuses = false;
    await swept(HOUR);
    expect([records, log[1]?.[0]]).toEqual([0, 'recorded']);
  });

  it('does nothing if there is nothing old, nor once it has stopped', async () => {
    records = 0;
    await swept(MINUTE);
    await sweep.stop();
    records = 5;
    await time.advance(DAY);
    expect(log).toEqual([]);
  });
});
