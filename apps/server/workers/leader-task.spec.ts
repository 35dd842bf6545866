import { BehaviorSubject } from 'rxjs';
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
  return { calls, held, task: new LeaderTask({ lock, create, onError }) };
};

const broken = async () => {
  throw new Error('broken');
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
});
