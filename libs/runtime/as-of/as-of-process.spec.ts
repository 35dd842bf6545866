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
