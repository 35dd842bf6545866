import { setImmediate as nextTurn } from 'node:timers/promises';
import { ManualTime } from '../../../test/support/manual-time.js';
import type { AsOfRequest } from './as-of-message.js';
import { AsOfProcess, type AsOfProcessOptions, type ChildListener } from './as-of-process.js';

/** A process that does what the test says. */
class FakeChild {
  readonly sent: AsOfRequest[] = [];
  isKilled = false;

  constructor(readonly listener: ChildListener) {}

  send(request: AsOfRequest): void {
    this.sent.push(structuredClone(request));
  }

  kill(): Promise<void> {
    this.isKilled = true;
    return Promise.resolve();
  }

  start(number: number): void {
    this.listener.onReport({ kind: 'started', number });
  }

  answer(number: number, answer: unknown): void {
    this.listener.onReport({ kind: 'done', number, outcome: { answer } });
  }
}

describe('the process of as-of queries', () => {
  let time: ManualTime;
  let children: FakeChild[];
  beforeEach(() => {
    time = new ManualTime();
    children = [];
  });

  const open = (options: Partial<AsOfProcessOptions> = {}) =>
    new AsOfProcess({
      data: { script: 'file:///thread.js', workerData: null, threads: 1, memoryMb: 64 },
      env: {},
      timers: time,
      start: (_, listener) => {
        const child = new FakeChild(listener);
        children.push(child);
        return child;
      },
      ...options,
    });
  const run = (process: AsOfProcess, number: number, ended = new AbortController().signal) =>
    process.run(
      { number, query: 'echo', params: 7, until: { head: true }, keepsReplay: false },
      { ended },
      () => undefined,
    );

  it('is killed when it does not start a task, and rejects what it was sent', async () => {
    const process = open();
    const outcome = expect(run(process, 1)).rejects.toMatchObject({
      code: 'past-interrupted',
      message: 'As-of queries were interrupted. The process has not responded for 30 s.',
      cause: { message: 'The process has not responded for 30 s.' },
    });
    await time.advance(30_000);
    await outcome;
    expect(children.map(({ isKilled }) => isKilled)).toEqual([true]);
  });

  it('is killed when it does not end the thread of a task', async () => {
    const limit = new AbortController();
    const outcome = expect(run(open(), 1, limit.signal)).rejects.toThrow('has not responded for 10 s');
    await nextTurn();
    children[0]?.start(1);
    await time.advance(3_600_000);
    expect(children[0]?.isKilled).toBe(false);
    limit.abort();
    await time.advance(10_000);
    await outcome;
    expect(children[0]?.isKilled).toBe(true);
  });

  it('starts again after a delay that grows while it ends before it answers', async () => {
    const process = open();
    const endOf = async (number: number) => {
      const outcome = expect(run(process, number)).rejects.toThrow('were interrupted. Out of memory.');
      children.at(-1)?.listener.onEnd(new Error('Out of memory.'));
      await outcome;
    };
    for (const [failures, ms] of [1_000, 2_000, 4_000, 5_000, 5_000].entries()) {
      await endOf(failures);
      await time.advance(ms - 1);
      await expect(run(process, 9)).rejects.toMatchObject({ code: 'past-interrupted' });
      expect(children).toHaveLength(failures + 1);
      await time.advance(1);
    }
    const answered = run(process, 10);
    children.at(-1)?.answer(10, 7);
    expect(await answered).toEqual({ answer: 7 });
    await endOf(11);
    await endOf(12);
    expect(children).toHaveLength(7);
  });

  it('tells why it has ended, even when no task waits, but not when it is closed', async () => {
    const onInterrupted = jest.fn();
    const process = open({ onInterrupted });
    const outcome = run(process, 1);
    children[0]?.answer(1, 7);
    await outcome;
    children[0]?.listener.onEnd(new Error('Out of memory.'));
    expect(onInterrupted.mock.calls).toEqual([[new Error('Out of memory.')]]);
    const closed = expect(run(process, 2)).rejects.toMatchObject({ code: 'stopping' });
    await process.close();
    children[1]?.listener.onEnd(new Error('Killed.'));
    await closed;
    expect(onInterrupted).toHaveBeenCalledTimes(1);
  });

  it('is killed when it cannot be sent what it needs', async () => {
    const data = { script: 'file:///thread.js', workerData: () => undefined, threads: 1, memoryMb: 64 };
    const process = open({ data });
    await expect(run(process, 1)).rejects.toThrow('could not be cloned');
    expect(children.map(({ isKilled }) => isKilled)).toEqual([true]);
    await expect(run(process, 2)).rejects.toMatchObject({ code: 'past-interrupted' });
    expect(children).toHaveLength(1);
  });

  it('is kept after an answer', async () => {
    const process = open();
    const outcome = run(process, 1);
    children[0]?.start(1);
    children[0]?.answer(1, 7);
    expect(await outcome).toEqual({ answer: 7 });
    await time.advance(60_000);
    expect(children[0]?.isKilled).toBe(false);
  });
});
