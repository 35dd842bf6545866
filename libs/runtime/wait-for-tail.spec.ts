import { Subject } from 'rxjs';
import { ManualTime } from '../../test/support/manual-time.js';
import { waitForTail } from './wait-for-tail.js';

/** Newest events whose position the test moves. */
const aTail = () => ({
  changes: new Subject<void>(),
  position: undefined as string | undefined,
  page: () => undefined,
  wasAtHeadWithin: () => true,
});

describe('waiting for the newest events', () => {
  it('is over when they reach the position', async () => {
    const [tail, time] = [aTail(), new ManualTime()];
    const waiting = waitForTail(tail, '7', time, 5_000);
    tail.position = '6';
    tail.changes.next();
    tail.position = '9';
    tail.changes.next();
    expect(await waiting).toBe(true);
    expect(await waitForTail(tail, '9', time, 5_000)).toBe(true);
  });

  it('is given up after a time', async () => {
    const [tail, time] = [aTail(), new ManualTime()];
    const waiting = waitForTail(tail, '7', time, 5_000);
    await time.advance(5_000);
    expect(await waiting).toBe(false);
    expect(tail.changes.observed).toBe(false);
  });
});
