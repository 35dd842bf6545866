import { InMemoryRowReader } from '@ledgerdesk/read-store';
import { BoundedAsOfReader, type OpenedRows, AsOfQueryTooLong } from './as-of-reader.js';

const asked = { names: ['dashboard'], until: { head: true } } as const;
const never = (): Promise<never> => new Promise(() => undefined);

/** A past of no rows, and how often it was closed. */
const pastOf = (differing: Partial<OpenedRows> = {}, patienceMs?: number) => {
  let closed = 0;
  const past = new BoundedAsOfReader(
    () => ({
      rows: new InMemoryRowReader([]),
      close: () => {
        closed += 1;
      },
      ...differing,
    }),
    patienceMs,
  );
  return { past, closed: () => closed };
};

describe('a question about the past', () => {
  it('is answered from its rows, which are closed then', async () => {
    const { past, closed } = pastOf();
    expect(await past.read(asked, (rows) => rows.count('dashboard'))).toBe(0);
    expect(closed()).toBe(1);
  });

  it('closes its rows when it fails, too', async () => {
    const { past, closed } = pastOf();
    await expect(past.read(asked, () => Promise.reject(new Error('no such column')))).rejects.toThrow('no such column');
    expect(closed()).toBe(1);
  });

  it('is given up when it takes too long', async () => {
    const { past, closed } = pastOf({}, 1);
    await expect(past.read(asked, never)).rejects.toBeInstanceOf(AsOfQueryTooLong);
    expect(closed()).toBe(1);
  });

  it('fails with what its rows were lost by', async () => {
    const { past } = pastOf({ lost: Promise.reject(new AsOfQueryTooLong('Out of memory.')) });
    await expect(past.read(asked, never)).rejects.toMatchObject({ code: 'past-too-long' });
  });

  it('does not keep the next from being asked, two at a time', async () => {
    const { past, closed } = pastOf({}, 1);
    const questions = Array.from({ length: 10 }, () => past.read(asked, never));
    await expect(past.read(asked, never)).rejects.toMatchObject({ code: 'past-busy' });
    for (const question of questions) await expect(question).rejects.toBeInstanceOf(AsOfQueryTooLong);
    expect(closed()).toBe(10);
  });
});
