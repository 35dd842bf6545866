import { DeadlineExceeded, withDeadline } from './deadline.js';

describe('work with a deadline', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it.each<[string, () => Promise<string>, object]>([
    ['its value', async () => 'done', { status: 'fulfilled', value: 'done' }],
    ['its error', () => Promise.reject(new Error('full')), { status: 'rejected', reason: new Error('full') }],
  ])('settles with %s and leaves no timer', async (_what, work, outcome) => {
    expect(await Promise.allSettled([withDeadline(1_000, work)])).toEqual([outcome]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('rejects once its deadline has passed, and not before', async () => {
    const [late, longer] = [1_000, 2 ** 40].map((ms) =>
      withDeadline(
        ms,
        () =>
          new Promise((resolve) => {
            setTimeout(resolve, 1_001, 'done');
          }),
      ),
    );
    const outcomes = Promise.allSettled([late, longer]);
    await jest.advanceTimersByTimeAsync(1_001);
    expect(await outcomes).toMatchObject([
      { reason: expect.any(DeadlineExceeded) as DeadlineExceeded },
      { value: 'done' },
    ]);
  });

  it('does not start if its deadline has passed', async () => {
    const work = jest.fn(async () => 'done');
    await expect(withDeadline(0, work)).rejects.toThrow(DeadlineExceeded);
    expect(work).not.toHaveBeenCalled();
  });
});
