import { paced, pacedWhile } from './paced-load.js';

const refuse = (): Promise<never> => Promise.reject(new Error('refused'));

describe('a load at a steady pace', () => {
  it('ends with the first call that fails', async () => {
    let calls = 0;
    const call = () => (calls++ === 3 ? refuse() : Promise.resolve());
    await expect(paced({ perSecond: 10_000, seconds: 3_600 }, call, () => undefined)).rejects.toThrow('refused');
  });

  it('rejects as the work does that it goes with', async () => {
    await expect(pacedWhile(1, () => Promise.resolve(), refuse())).rejects.toThrow('refused');
  });

  it('rejects with a call that fails, though the work fails later', async () => {
    let fail = (): void => undefined;
    const work = new Promise<void>((_, reject) => {
      fail = () => reject(new Error('the work failed'));
    });
    await expect(pacedWhile(1_000, refuse, work)).rejects.toThrow('refused');
    fail();
  });
});
