import { ManualTime } from '../../../test/support/manual-time.js';
import { AppendProgress } from './append-progress.js';

describe('the progress of an append', () => {
  let time: ManualTime;
  let stalls: number;
  let progress: AppendProgress;
  beforeEach(() => {
    [time, stalls] = [new ManualTime(), 0];
    progress = new AppendProgress(time, 1_000, () => (stalls += 1));
  });

  it('has stalled, once, if no message comes in time', async () => {
    await time.advance(999);
    expect([stalls, progress.hasStalled]).toEqual([0, false]);
    await time.advance(1);
    progress.made();
    await time.advance(5_000);
    expect([stalls, progress.hasStalled]).toEqual([1, true]);
  });

  it('restarts its time with each message, and ends with the append', async () => {
    for (let message = 0; message < 10; message += 1) {
      await time.advance(900);
      progress.made();
    }
    progress.end();
    await time.advance(5_000);
    expect([stalls, progress.hasStalled]).toEqual([0, false]);
  });
});
