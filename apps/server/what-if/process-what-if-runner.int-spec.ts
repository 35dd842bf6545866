import { CHANGES } from '@ledgerdesk/what-if';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ManualTime } from '../../../test/support/manual-time.js';
import { isRunning } from '../../../test/support/running-process.js';
import type { WhatIfTask } from '../../api/platform/what-if/what-if-runner.js';
import { embeddedStorage } from '../storage.js';
import { ClockFile, ClockWriter, openClockFile, type ReadBytes } from './clock-file.js';
import { ProcessWhatIfRunner } from './process-what-if-runner.js';

const script = (code: string): URL =>
  new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; ${code}`)}`);
/** Reports the id of its process as its progress, and never ends. */
const FOREVER = script('parentPort.postMessage({ kind: "progress", position: `${process.pid}` }); for (;;);');

describe('processes that answer questions', () => {
  const time = new ManualTime();
  const start = (url: URL, task: Partial<WhatIfTask> = {}) =>
    new ProcessWhatIfRunner({
      storage: embeddedStorage('none'),
      settings: { CONFIG_DIR: 'config', DATA_DIR: 'none' },
      seconds: 60,
      memoryMb: 16,
      timers: time,
      script: url,
    }).start({ question: {}, until: '9', list: 'changed', onProgress: () => undefined, ...task });

  /** Starts a question that never ends. Resolves with its process. */
  const startForever = async () => {
    let started = (_pid: number): void => undefined;
    const position = new Promise<number>((resolve) => (started = resolve));
    const run = start(FOREVER, { onProgress: (reported) => started(Number(reported)) });
    run.answer.catch(() => undefined);
    return { answer: run.answer, cancel: () => run.cancel(), pid: await position };
  };

  it('report progress, and have ended when they are cancelled', async () => {
    const { answer, cancel, pid } = await startForever();
    cancel();
    await expect(answer).rejects.toMatchObject({ reason: 'cancelled' });
    expect(isRunning(pid)).toBe(false);
  });

  it('end when they are cancelled before they have started', async () => {
    const run = start(FOREVER);
    run.cancel();
    await expect(run.answer).rejects.toMatchObject({ reason: 'cancelled' });
  });

  it('say so when they are killed', async () => {
    const { answer, pid } = await startForever();
    process.kill(pid, 'SIGKILL');
    await expect(answer).rejects.toThrow('There is no answer. The process has ended with SIGKILL. Ask again.');
  });

  it('end when they exceed their time', async () => {
    const { answer } = start(FOREVER);
    const ended = expect(answer).rejects.toMatchObject({ reason: 'time-limit' });
    await time.advance(60_000);
    await ended;
  });

  it('end when they exceed their memory', async () => {
    const { answer } = start(script('const all = []; for (;;) all.push(new Array(100_000).fill(all.length));'));
    await expect(answer).rejects.toMatchObject({ reason: 'memory-limit' });
  });

  it('have ended when they cannot be sent the question', async () => {
    const question = Object.assign<WhatIfTask['question'], object>({}, { clone: () => undefined });
    await expect(start(FOREVER, { question }).answer).rejects.toThrow('could not be cloned');
  });

  it('know where the log is, but neither the rows nor the keys', async () => {
    const code = `
      import { workerData } from 'node:worker_threads';
      parentPort.postMessage({ kind: 'progress', position: JSON.stringify(workerData.storage) });`;
    const reported = jest.fn();
    await expect(start(script(code), { onProgress: reported }).answer).rejects.toThrow('without an answer');
    expect(reported).toHaveBeenCalledWith(JSON.stringify({ log: embeddedStorage('none').log }));
  });

  it('pass on the error that ended them', async () => {
    const failed = 'parentPort.postMessage({ kind: "failed", error: { name: "Error", message: "Damaged." } });';
    await expect(start(script(failed)).answer).rejects.toThrow('Damaged.');
    const unsendable = 'parentPort.postMessage({ kind: "progress", position: new SharedArrayBuffer(1) }); for (;;);';
    await expect(start(script(unsendable)).answer).rejects.toThrow('could not be cloned');
    await expect(start(script('process.exit(0);')).answer).rejects.toThrow('ended without an answer');
  });
});

describe('the file of listed clocks', () => {
  const write = (limits: { clocks: number; bytes: number }, file = openClockFile(), ...read: ReadBytes[]) => {
    const writer = new ClockWriter(file, limits);
    for (let n = 0; n < 9; n++) {
      writer.add(CHANGES[n % 3] ?? 'none', () => JSON.stringify({ n, text: 'ü' }));
      if (n % 2 === 0) writer.flush();
    }
    return new ClockFile(file, writer.end(), ...read);
  };
  const numbers = async (list: ClockFile, ...page: Parameters<ClockFile['page']>) => {
    const { items, next } = (await list.page(...page)) ?? { items: [] };
    return { numbers: items.map((item) => ({ ...item, n: 0, ...item }).n), next };
  };

  it('has pages, of all clocks or of those with one change', async () => {
    const list = write({ clocks: 100, bytes: 10_000 });
    expect([list.length, list.isComplete]).toEqual([9, true]);
    expect(await numbers(list, 0, 4)).toEqual({ numbers: [0, 1, 2, 3], next: 4 });
    expect(await numbers(list, 8, 4)).toEqual({ numbers: [8], next: undefined });
    expect(await numbers(list, 0, 2, 'lost')).toEqual({ numbers: [1, 4], next: 5 });
    expect(await numbers(list, 5, 2, 'lost')).toEqual({ numbers: [7], next: undefined });
    expect(await numbers(list, 99, 2)).toEqual({ numbers: [], next: undefined });
    list.close();
    list.close();
  });

  it('ends at its limits, and says so', async () => {
    const [few, small] = [write({ clocks: 4, bytes: 10_000 }), write({ clocks: 100, bytes: 30 })];
    expect([few.length, few.isComplete, small.isComplete]).toEqual([4, false, false]);
    expect(small.length).toBeLessThan(4);
    few.close();
    small.close();
  });

  it('stays open for pages in progress when it is closed, and has none afterwards', async () => {
    const file = openClockFile();
    let continueReading = (): void => undefined;
    const gate = new Promise<void>((resolve) => (continueReading = resolve));
    const slow: ReadBytes = async (descriptor, start, length) => {
      await gate;
      const bytes = Buffer.alloc(length);
      readSync(descriptor, bytes, 0, length, start);
      return bytes;
    };
    const { ino } = fstatSync(file);
    const isOpen = (): boolean => {
      try {
        return fstatSync(file).ino === ino;
      } catch {
        return false;
      }
    };
    const list = write({ clocks: 100, bytes: 10_000 }, file, slow);
    const pages = [numbers(list, 0, 4), numbers(list, 4, 9)];
    list.close();
    // It takes the number of a descriptor that was closed.
    const other = openSync(__filename, 'r');
    expect(await list.page(0, 4)).toBeUndefined();
    expect(isOpen()).toBe(true);
    continueReading();
    expect(await Promise.all(pages)).toEqual([
      { numbers: [0, 1, 2, 3], next: 4 },
      { numbers: [4, 5, 6, 7, 8], next: undefined },
    ]);
    list.close();
    expect([isOpen(), fstatSync(other).isFile()]).toEqual([false, true]);
    closeSync(other);
  });

  it('is closed after a page that cannot be read', async () => {
    const list = write({ clocks: 100, bytes: 10_000 }, openClockFile(), () => Promise.reject(new Error('EIO')));
    const page = list.page(0, 1);
    list.close();
    await expect(page).rejects.toThrow('EIO');
    expect(await list.page(0, 1)).toBeUndefined();
  });

  it('is deleted while it is open', () => {
    const file = openClockFile();
    expect(() => closeSync(file)).not.toThrow();
  });
});
