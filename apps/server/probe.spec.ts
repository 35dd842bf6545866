import { Probe } from './probe.js';

describe('Probe', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('tries once a second, however many ask', async () => {
    const attempt = jest.fn(async () => undefined);
    const probe = new Probe(attempt);
    const askMany = () => Promise.all(Array.from({ length: 50 }, () => probe.check()));
    expect(await askMany()).not.toContain(false);
    await askMany();
    expect(attempt).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(1_000);
    await askMany();
    expect(attempt).toHaveBeenCalledTimes(2);
  });

  it('reports a failure, and the success after it', async () => {
    const attempt = jest.fn<Promise<void>, []>().mockRejectedValueOnce(new Error('unreachable')).mockResolvedValue();
    const probe = new Probe(attempt);
    expect(await probe.check()).toBe(false);
    jest.advanceTimersByTime(1_000);
    expect(await probe.check()).toBe(true);
  });

  it('gives a recent result while an attempt hangs, which fails after two seconds and is the only one', async () => {
    const attempt = jest.fn(async () => undefined);
    const probe = new Probe(attempt);
    await probe.check();
    attempt.mockImplementation(() => new Promise(() => undefined));
    await jest.advanceTimersByTimeAsync(1_000);
    const asked = probe.check();
    await jest.advanceTimersByTimeAsync(80);
    expect(await asked).toBe(true);
    await jest.advanceTimersByTimeAsync(1_920);
    for (let second = 0; second < 10; second += 1) {
      const again = probe.check();
      await jest.advanceTimersByTimeAsync(1_000);
      expect(await again).toBe(false);
    }
    expect(attempt).toHaveBeenCalledTimes(2);
  });

  it('waits for a new result, two seconds at most, if the last one is older than five', async () => {
    const attempt = jest.fn(async () => undefined);
    const probe = new Probe(attempt);
    await probe.check();
    attempt.mockImplementation(() => new Promise(() => undefined));
    await jest.advanceTimersByTimeAsync(5_001);
    const asked = probe.check();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await asked).toBe(false);
  });
});
