import { repeated } from './measure.js';

describe('a measured load', () => {
  it.each([1, 3, 8, 20])('runs an operation as often as it is told, %d at a time', async (callers) => {
    let [count, atOnce, most] = [0, 0, 0];
    await repeated(10, callers, async () => {
      count += 1;
      atOnce += 1;
      most = Math.max(most, atOnce);
      await Promise.resolve();
      atOnce -= 1;
    });
    expect([count, most]).toEqual([10, Math.min(10, callers)]);
  });
});
