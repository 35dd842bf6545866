import { instantOf, millisOf } from '@ledgerdesk/kernel';
import { type ArmedTimer, timers } from '@ledgerdesk/projections';
import { InMemoryRowReader } from '@ledgerdesk/read-store';
import { type ProcessStatus, ProjectionProgress, type ProjectionStatus } from '@ledgerdesk/runtime';
import { BehaviorSubject } from 'rxjs';
import { ManualTime } from '../../../test/support/manual-time.js';
import { DueWork, type TimedWork } from './due-work.js';

const NOW = '2026-11-27T11:30:00.100Z';
const after = (ms: number): string => instantOf(millisOf(NOW) + ms);

const model = (name: string, position: string, state: ProjectionStatus['state'] = 'running'): ProjectionStatus => ({
  name,
  version: 1,
  state,
  serving: true,
  position,
  lag: 0,
});
const manager = (name: string, position: string, state: ProcessStatus['state'] = 'running'): ProcessStatus => ({
  name,
  state,
  position,
});
const breachAt = (at: string): ArmedTimer => ({
  kind: 'response-breach',
  at,
  ticketId: 't-1',
  teamId: 'acme',
  requesterId: 'aiko',
  clock: 1,
  dueAt: at,
});

describe('what is due at the time of a clock that stands', () => {
  let real: ManualTime;
  let progress: ProjectionProgress;
  let processes: BehaviorSubject<readonly ProcessStatus[]>;
  let rows: Map<string, ArmedTimer>;
  let timed: TimedWork[];
  let firesTimers: boolean;
  beforeEach(() => {
    real = new ManualTime();
    progress = new ProjectionProgress(real);
    progress.report([model('timers', '9'), model('ticket-list', '9')]);
    processes = new BehaviorSubject<readonly ProcessStatus[]>([manager('mails', '9')]);
    rows = new Map();
    timed = [];
    firesTimers = true;
  });

  /** Settles within a number of ms of real time. Returns the time of what is due next, and how long that took. */
  const settleWithin = async (ms: number): Promise<{ next: number | 'waits'; ms: number }> => {
    const work = new DueWork({
      log: { head: async () => '9' },
      clock: { now: () => NOW },
      projectionProgress: progress,
      rows: new InMemoryRowReader([{ projection: timers, rows }]),
      processes,
      timed: () => timed,
      firesTimers: () => firesTimers,
      timers: real,
    });
    let next: number | 'waits' = 'waits';
    let isStopped = false;
    const settled = work.settle(() => isStopped).then((at) => (next = isStopped ? 'waits' : at));
    let passed = 0;
    for (; next === 'waits' && passed < ms; passed += 20) await real.advance(20);
    isStopped = true;
    await real.advance(1_000);
    await settled;
    return { next, ms: passed };
  };

  it('is recorded when what acts by time has settled, and more is due when the first of it is', async () => {
    timed = [{ settled: async () => millisOf(after(9_000)) }, { settled: async () => millisOf(after(5_000)) }, {}];
    expect((await settleWithin(500)).next).toBe(millisOf(after(5_000)));
  });

  it('is waited for while a read model has not read it, even if another one is poisoned', async () => {
    progress.report([model('ticket-list', '3', 'poisoned'), model('timers', '8')]);
    expect((await settleWithin(30_000)).next).toBe('waits');
    progress.report([model('ticket-list', '3', 'poisoned'), model('timers', '9')]);
    expect((await settleWithin(500)).next).toBe(Infinity);
  });

  it('is waited for while a process manager handles it, but not for one that fails for three seconds', async () => {
    processes.next([manager('mails', '8')]);
    expect((await settleWithin(30_000)).next).toBe('waits');
    processes.next([manager('mails', '8', 'failing')]);
    const { next, ms } = await settleWithin(30_000);
    expect([next, ms >= 3_000, ms < 4_000]).toEqual([Infinity, true, true]);
  });

  it('is waited for while another process has to fire it, and that may take until its leader has changed', async () => {
    firesTimers = false;
    rows.set('due', breachAt(after(-100))).set('later', breachAt(after(60_000)));
    const { next, ms } = await settleWithin(30_000);
    expect([next, ms >= 15_000, ms < 16_000]).toEqual([millisOf(after(60_100)), true, true]);
  });

  it('has a next time, however many timers another process cannot fire', async () => {
    firesTimers = false;
    for (let number = 0; number < 150; number += 1) rows.set(`due-${number}`, breachAt(after(-100)));
    rows.set('later', breachAt(after(60_000)));
    expect((await settleWithin(60_000)).next).toBe(millisOf(after(60_100)));
  });
});
