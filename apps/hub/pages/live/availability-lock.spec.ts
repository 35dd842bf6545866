import { changingAvailability, unlessChanging } from './availability-lock.js';

/** Locks of a browser, as far as they are used: one holder at a time, and who does not want to wait gets none. */
const fakeLocks = () => {
  const held = new Map<string, Promise<unknown>>();
  const hold = async (name: string, run: () => Promise<unknown>): Promise<unknown> => {
    const running = run();
    held.set(name, running);
    return running.finally(() => held.delete(name));
  };
  return {
    request: async (name: string, ...rest: readonly unknown[]): Promise<unknown> => {
      const run = rest.at(-1) as (lock: object | null) => Promise<unknown>;
      const { ifAvailable = false } = (rest.length > 1 ? rest[0] : {}) as { ifAvailable?: boolean };
      if (held.has(name) && ifAvailable) return run(null);
      while (held.has(name)) await held.get(name);
      return hold(name, () => run({}));
    },
  };
};

describe.each(['with locks', 'without locks'])('beats of an agent, %s', (form) => {
  const hasLocks = form === 'with locks';
  beforeEach(() =>
    Object.defineProperty(globalThis, 'navigator', {
      configurable: true,
      value: hasLocks ? { locks: fakeLocks() } : {},
    }),
  );
  afterEach(() => Reflect.deleteProperty(globalThis, 'navigator'));

  it('pause while the availability is changed', async () => {
    let finish = (): void => undefined;
    const change = changingAvailability(() => new Promise((resolve) => (finish = resolve)));
    const beat = jest.fn(async () => undefined);
    await unlessChanging(beat);
    expect(beat).toHaveBeenCalledTimes(hasLocks ? 0 : 1);
    finish();
    await change;
    await unlessChanging(beat);
    expect(beat).toHaveBeenCalledTimes(hasLocks ? 1 : 2);
  });
});
