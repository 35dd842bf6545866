import { readdirSync } from 'node:fs';
import { lowerPriority } from './lower-priority.js';

const ON_LINUX = process.platform === 'linux';

describe('the priority of a backup', () => {
  it('is lowered for every thread of the process, those that compress included', () => {
    const lowered = new Map<number, number>();
    lowerPriority(10, (id, priority) => void lowered.set(id, priority));
    const threads = ON_LINUX ? readdirSync('/proc/self/task').map(Number) : [];
    expect([...lowered.keys()]).toEqual(expect.arrayContaining([process.pid, ...threads]));
    expect(new Set(lowered.values())).toEqual(new Set([10]));
    if (ON_LINUX) expect(lowered.size).toBeGreaterThan(4);
  });

  it('stays as it is of a thread that ends meanwhile', () => {
    const gone = Object.assign(new Error('No such process'), { code: 'ERR_SYSTEM_ERROR' });
    const set = (id: number): void => {
      if (id !== process.pid) throw gone;
    };
    expect(() => lowerPriority(10, set)).not.toThrow();
  });
});
