import type { ServerSentEvent } from '@ledgerdesk/client';
import { FakeChannel, FakeLocks } from '../../../test/support/browser/fake-tabs.js';
import { type FollowStream, shareStream } from './live-channel.js';

const event = (id: number): ServerSentEvent => ({ id: String(id), event: 'message', data: {} });

/** A chat on the engine, which any number of tabs can follow. */
class Chat {
  readonly events: ServerSentEvent[] = [];
  private readonly followers = new Set<() => void>();

  constructor(count: number) {
    for (let id = 0; id < count; id += 1) this.events.push(event(id));
  }

  say(): void {
    this.events.push(event(this.events.length));
    for (const wake of this.followers) wake();
  }

  readonly follow: FollowStream = (lastEventId, signal) => this.after(Number(lastEventId ?? -1), signal);

  private async *after(last: number, signal: AbortSignal): AsyncGenerator<ServerSentEvent> {
    for (let next = last + 1; !signal.aborted; next += 1) {
      const one = this.events[next] ?? (await this.wait(signal, next));
      if (one) yield one;
    }
  }

  private async wait(signal: AbortSignal, index: number): Promise<ServerSentEvent | undefined> {
    await new Promise<void>((resolve) => {
      this.followers.add(resolve);
      signal.addEventListener('abort', () => resolve());
    });
    return this.events[index];
  }
}

/** A tab that shows a chat. */
class Tab {
  readonly asked: (string | undefined)[] = [];
  readonly leave: () => void;
  private readonly channel: FakeChannel | undefined;
  private readonly known = new Map<number, ServerSentEvent>();

  constructor(chat: Chat) {
    const before = FakeChannel.all.length;
    this.leave = shareStream('spec', {
      follow: (lastEventId, signal) => {
        this.asked.push(lastEventId);
        return chat.follow(lastEventId, signal);
      },
      isWhole: true,
      onEvent: (one) => this.known.set(Number(one.id), one),
      onFailure: (failure) => {
        throw failure;
      },
      snapshot: () => [...this.known.values()],
    });
    this.channel = FakeChannel.all[before];
  }

  get shown(): readonly number[] {
    return [...this.known.keys()];
  }

  freeze(): void {
    if (this.channel) this.channel.isFrozen = true;
  }
}

describe('tabs that share a chat', () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const open: Tab[] = [];
  const settle = (ms = 0) => jest.advanceTimersByTimeAsync(ms);
  const openTab = async (chat: Chat, visibilityState = 'visible'): Promise<Tab> => {
    page.visibilityState = visibilityState;
    const tab = new Tab(chat);
    open.push(tab);
    await settle();
    page.visibilityState = 'visible';
    return tab;
  };
  const browserHas = (navigator: object): void => {
    for (const [name, value] of Object.entries({ navigator, document: page, BroadcastChannel: FakeChannel }))
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  };
  const original = globalThis.BroadcastChannel;

  beforeEach(() => {
    jest.useFakeTimers();
    browserHas({ locks: new FakeLocks() });
    for (const name of ['addEventListener', 'removeEventListener'] as const)
      Object.defineProperty(globalThis, name, { value: page[name].bind(page), configurable: true });
  });
  afterEach(async () => {
    for (const tab of open.splice(0)) tab.leave();
    await settle();
    jest.useRealTimers();
    for (const name of ['navigator', 'document', 'addEventListener', 'removeEventListener'])
      Reflect.deleteProperty(globalThis, name);
    globalThis.BroadcastChannel = original;
  });

  it('show all messages in one that was opened in the background', async () => {
    const chat = new Chat(3);
    const first = await openTab(chat);
    const background = await openTab(chat, 'hidden');
    chat.say();
    await settle();
    expect(background.shown).toEqual([0, 1, 2, 3]);
    expect(first.asked).toEqual([undefined]);
    expect(background.asked).toEqual([]);
  });

  it('show all messages in one that asked a frozen tab, when another one takes over', async () => {
    const chat = new Chat(3);
    const frozen = await openTab(chat);
    const second = await openTab(chat);
    frozen.freeze();
    const third = await openTab(chat, 'hidden');
    expect(third.shown).toEqual([]);
    await settle(16_000);
    chat.say();
    await settle();
    expect(second.asked).toEqual(['2']);
    expect(third.asked).toEqual([]);
    expect(third.shown).toEqual([0, 1, 2, 3]);
  });

  it('follow it from its first message in one that was told nothing before it leads', async () => {
    const chat = new Chat(3);
    const first = await openTab(chat);
    first.freeze();
    const second = await openTab(chat, 'hidden');
    chat.say();
    await settle();
    first.leave();
    await settle();
    expect(second.asked).toEqual([undefined]);
    expect(second.shown).toEqual([0, 1, 2, 3]);
  });

  it('follow it each for itself on pages without TLS', async () => {
    browserHas({});
    const [early, late] = [new Chat(10), new Chat(3)];
    const tabs = [await openTab(late), await openTab(early)];
    late.say();
    await settle();
    expect(tabs.map(({ shown }) => shown.length)).toEqual([4, 10]);
    expect(FakeChannel.all).toEqual([]);
  });
});
