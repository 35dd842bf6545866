import { execFileSync } from 'node:child_process';
import { platform } from 'node:process';
import { pathToFileURL } from 'node:url';

const MODULE = pathToFileURL(`${import.meta.dirname}/../../dist/libs/runtime/background-priority.js`).href;

/** Only there does each thread have a priority of its own. */
const IS_LINUX = platform === 'linux';
const LOWERED = 10;

/** What a script in a process of its own prints, as JSON. */
const printed = (script: string): unknown => {
  const source = `const MODULE = ${JSON.stringify(MODULE)};
    import { lowerProcessPriority } from ${JSON.stringify(MODULE)};
    import { getPriority } from 'node:os';
    import { readdirSync } from 'node:fs';
    import { Worker } from 'node:worker_threads';
    const priorities = () => ${IS_LINUX}
      ? readdirSync('/proc/self/task').map((thread) => getPriority(Number(thread)))
      : [getPriority()];
    ${script}`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8' }));
};

describe('a background priority', () => {
  it('is that of every thread of a process, also of those that it starts', () => {
    const threads = printed(`
      lowerProcessPriority();
      const worker = new Worker('setInterval(() => {}, 1_000)', { eval: true });
      worker.on('online', () => {
        console.log(JSON.stringify([...new Set(priorities())]));
        worker.terminate();
      });`);
    expect(threads).toEqual([LOWERED]);
  });
});
