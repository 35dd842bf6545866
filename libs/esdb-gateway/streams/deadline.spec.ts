import { DeadlinePassed, within } from './deadline.js';

describe('work with a deadline', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it.each<[string, () => Promise<string>, object]>([
    ['what it gives', async () => 'done', { status: 'fulfilled', value: 'done' }],
    ['why it failed', () => Promise.reject(new Error('full')), { status: 'rejected', reason: new Error('full') }],
  ])('is heard with %s, and leaves no timer behind', async (_what, work, outcome) => {
    expect(await Promise.allSettled([within(1_000, work)])).toEqual([outcome]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is given up when its time has passed, and not before', async () => {
    const [late, longer] = [1_000, 2 ** 40].map((ms) =>
      within(
        ms,
        () =>
          new Promise((resolve) => {
            setTimeout(resolve, 1_001, 'done');
          }),
      ),
    );
    const outcomes = Promise.allSettled([late, longer]);
    await jest.advanceTimersByTimeAsync(1_001);
    expect(await outcomes).toMatchObject([{ reason: expect.any(DeadlinePassed) as DeadlinePassed }, { value: 'done' }]);
  });

  it('is not begun where its time has passed already', async () => {
    const work = jest.fn(async () => 'done');
    await expect(within(0, work)).rejects.toThrow(DeadlinePassed);
    expect(work).not.toHaveBeenCalled();
  });
});
