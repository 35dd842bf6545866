import { Seats } from './seats.js';

/** Work that goes on until it is let go. */
const held = () => {
  let [begun, letGo]: [boolean, () => void] = [false, () => undefined];
  const done = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return {
    work: () => {
      begun = true;
      return done;
    },
    letGo: () => letGo(),
    begun: () => begun,
  };
};

describe('seats', () => {
  it('let so many work at a time, and the next when one is done, in order', async () => {
    const seats = new Seats(2, 8);
    const [a, b, c, d] = [held(), held(), held(), held()];
    const all = [a, b, c, d].map(({ work }) => seats.sit(work));
    await Promise.resolve();
    expect([a, b, c, d].map(({ begun }) => begun())).toEqual([true, true, false, false]);
    b.letGo();
    await all[1];
    await Promise.resolve();
    expect([c.begun(), d.begun()]).toEqual([true, false]);
    [a, c, d].forEach(({ letGo }) => letGo());
    await Promise.all(all);
  });

  it('are given free by work that fails', async () => {
    const seats = new Seats(1, 1);
    await expect(seats.sit(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await seats.sit(() => Promise.resolve(7))).toBe(7);
  });

  it('turn away whoever finds too many waiting, and nobody afterwards', async () => {
    const seats = new Seats(1, 1);
    const [first, second] = [held(), held()];
    const both = [seats.sit(first.work), seats.sit(second.work)];
    await expect(seats.sit(() => Promise.resolve())).rejects.toMatchObject({ code: 'past-busy' });
    first.letGo();
    second.letGo();
    await Promise.all(both);
    expect(await seats.sit(() => Promise.resolve(7))).toBe(7);
  });
});
