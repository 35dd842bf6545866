import { openOnce } from './open-once.js';

describe('what is opened once', () => {
  it('is the same at every call, and tried again after a failure', async () => {
    let calls = 0;
    const opened = openOnce(async () => {
      calls += 1;
      if (calls === 1) throw new Error('disk I/O error');
      return { call: calls };
    });
    await expect(opened()).rejects.toThrow('disk I/O error');
    const [one, other] = await Promise.all([opened(), opened()]);
    expect(one).toEqual({ call: 2 });
    expect(other).toBe(one);
    expect(await opened()).toBe(one);
  });
});
