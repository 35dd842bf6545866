import { BehaviorSubject } from 'rxjs';
import { ManualTime } from '../../../test/support/manual-time.js';
import { type Activity, LeaderTask } from './leader-task.js';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A task on a lock that the test gives and takes; `calls` lists what happened. */
const aTask = (fail: Partial<Activity> = {}, followers = false) => {
  const calls: string[] = [];
  const held = new BehaviorSubject(false);
  const lock = {
    held,
    release: async () => {
      calls.push('release');
    },
  };
  const activity = (name: string): Activity => ({
    start: async () => {
      calls.push(`start ${name}`);
      await fail.start?.();
    },
    stop: async () => {
      calls.push(`stop ${name}`);
      await fail.stop?.();
    },
  });
  const create = (isLeader: boolean) => (isLeader ? activity('leader') : followers ? activity('follower') : undefined);
  const onError = (error: unknown) => calls.push(String(error));
  const time = new ManualTime();
  return { calls, held, time, task: new LeaderTask({ lock, create, onError, timers: time }) };
};

const broken = async () => {
  throw new Error('broken');
};
/** Fails the first `times` times. */
const brokenAtFirst = (times: number) => {
  let left = times;
  return async () => {
    if ((left -= 1) >= 0) throw new Error('broken');
  };
};

describe('a leader task', () => {
  it('runs its activity only while the lock is held', async () => {
    const { calls, held, task } = aTask();
    await settled();
    expect(task.activity).toBeUndefined();
    held.next(true);
    await settled();
    expect(task.activity).toBeDefined();
    held.next(false);
    await settled();
    expect(task.activity).toBeUndefined();
    expect(calls).toEqual(['start leader', 'stop leader']);
  });

  it('runs another activity while the lock is not held, one at a time', async () => {
    const { calls, held, task } = aTask({}, true);
    held.next(true);
    held.next(false);
    await task.stop();
    expect(calls).toEqual([
      'start follower',
      'stop follower',
      'start leader',
      'stop leader',
      'start follower',
      'stop follower',
      'release',
    ]);
  });

  it('reports an activity that cannot be started, and stops it', async () => {
    const { calls, held, task } = aTask({ start: broken });
    held.next(true);
    await task.stop();
    expect(calls).toEqual(['start leader', 'Error: broken', 'stop leader', 'release']);
  });

  it('starts nothing beside an activity that cannot be stopped', async () => {
    const { calls, held } = aTask({ stop: broken });
    held.next(true);
    held.next(false);
    held.next(true);
    await settled();
    expect(calls).toEqual(['start leader', 'stop leader', 'Error: broken', 'stop leader', 'Error: broken']);
  });

  it('releases the lock even if its activity cannot be stopped', async () => {
    const { calls, held, task } = aTask({ stop: broken });
    held.next(true);
    await task.stop();
    expect(calls).toEqual(['start leader', 'stop leader', 'Error: broken', 'release']);
  });

  it('starts an activity again after a passing fault, in 1 s, 2 s and 4 s', async () => {
    const { calls, held, time, task } = aTask({ start: brokenAtFirst(3) });
    held.next(true);
    await time.advance(6_999);
    expect(calls.filter((call) => call === 'start leader')).toHaveLength(3);
    await time.advance(1);
    expect(calls.filter((call) => call === 'start leader')).toHaveLength(4);
    await time.advance(600_000);
    expect(calls.filter((call) => call === 'start leader')).toHaveLength(4);
    await task.stop();
    expect(calls.slice(-2)).toEqual(['stop leader', 'release']);
  });

  it('stops an activity again that could not be stopped, before it starts the next', async () => {
    const { calls, held, time } = aTask({ stop: brokenAtFirst(2) }, true);
    await settled();
    held.next(true);
    await time.advance(3_000);
    expect(calls).toEqual([
      'start follower',
      'stop follower',
      'Error: broken',
      'stop follower',
      'Error: broken',
      'stop follower',
      'start leader',
    ]);
  });

  it('retries nothing after the lock has changed hands or the task has stopped', async () => {
    const { calls, held, time, task } = aTask({ start: broken });
    held.next(true);
    await settled();
    held.next(false);
    await time.advance(60_000);
    expect(calls).toEqual(['start leader', 'Error: broken', 'stop leader']);
    held.next(true);
    await settled();
    await task.stop();
    await time.advance(60_000);
    expect(calls.filter((call) => call === 'start leader')).toHaveLength(2);
  });
});
