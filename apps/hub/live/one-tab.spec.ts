import { FakeChannel, FakeLocks } from '../../../test/support/browser/fake-tabs.js';
import { inOneTab } from './one-tab.js';

describe('what one tab does for all', () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const original = globalThis.BroadcastChannel;
  const running = new Set<string>();
  const leaving: (() => void)[] = [];
  const settle = (ms = 0) => jest.advanceTimersByTimeAsync(ms);

  const openTab = async (name: string): Promise<{ readonly freeze: () => void; readonly close: () => void }> => {
    const before = FakeChannel.all.length;
    const close = inOneTab('beats', () => {
      running.add(name);
      return () => running.delete(name);
    });
    leaving.push(close);
    const channel = FakeChannel.all[before];
    await settle();
    return { close, freeze: () => channel && (channel.isFrozen = true) };
  };
  const browserHas = (navigator: object): void => {
    for (const [name, value] of Object.entries({ navigator, document: page, BroadcastChannel: FakeChannel }))
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  };

  beforeEach(() => {
    jest.useFakeTimers();
    browserHas({ locks: new FakeLocks() });
  });
  afterEach(async () => {
    for (const leave of leaving.splice(0)) leave();
    await settle();
    expect([...running]).toEqual([]);
    jest.useRealTimers();
    for (const name of ['navigator', 'document']) Reflect.deleteProperty(globalThis, name);
    globalThis.BroadcastChannel = original;
  });

  it('goes on in the next one when that is closed', async () => {
    const first = await openTab('first');
    await openTab('second');
    await settle(60_000);
    expect([...running]).toEqual(['first']);
    first.close();
    await settle();
    expect([...running]).toEqual(['second']);
  });

  it('goes on in one that is in sight when that is frozen, and in no other', async () => {
    const first = await openTab('first');
    await openTab('second');
    first.freeze();
    await settle(16_000);
    expect([...running]).toEqual(['second']);
  });

  it('stays where it is while nobody looks at another one', async () => {
    const first = await openTab('first');
    page.visibilityState = 'hidden';
    await openTab('second');
    first.freeze();
    await settle(60_000);
    page.visibilityState = 'visible';
    expect([...running]).toEqual(['first']);
  });

  it('is tried again after it could not be started, which is reported', async () => {
    const reported = jest.fn();
    Object.assign(globalThis, { reportError: reported });
    let isBroken = true;
    leaving.push(
      inOneTab('beats', () => {
        if (isBroken) throw new Error('No connection.');
        running.add('first');
        return () => running.delete('first');
      }),
    );
    await settle();
    expect(reported.mock.calls).toEqual([[new Error('No connection.')]]);
    isBroken = false;
    await settle(10_000);
    expect([...running]).toEqual(['first']);
    Reflect.deleteProperty(globalThis, 'reportError');
  });

  it('is led by another tab for each name', async () => {
    await openTab('first');
    leaving.push(
      inOneTab('sounds', () => {
        running.add('sounds');
        return () => running.delete('sounds');
      }),
    );
    await settle();
    expect([...running]).toEqual(['first', 'sounds']);
  });

  it('is done in each one on pages without TLS', async () => {
    browserHas({});
    await openTab('first');
    const second = await openTab('second');
    expect([...running]).toEqual(['first', 'second']);
    second.close();
    await settle();
    expect([...running]).toEqual(['first']);
  });
});
