import { canLead, inLeadingTab } from './leading-tab.js';

/** Message between tabs: a question whether the tab that leads is awake, and its answer. */
type Call = 'ask' | 'here';

/** Channel for questions and answers between the tabs that share a named task. */
class TabCalls {
  isLeading = false;
  private readonly signs = new Set<() => void>();
  private readonly channel: BroadcastChannel | undefined;

  constructor(
    name: string,
    private readonly signal: AbortSignal,
  ) {
    if (!canLead()) return;
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }: MessageEvent<Call>) => this.hear(data);
    signal.addEventListener('abort', () => this.channel?.close(), { once: true });
  }

  readonly ask = (): void => this.send('ask');

  readonly onSign = (listen: () => void): (() => void) => {
    this.signs.add(listen);
    return () => void this.signs.delete(listen);
  };

  /** Says that this tab leads. */
  lead(): void {
    this.isLeading = true;
    this.send('here');
  }

  private hear(call: Call): void {
    if (call === 'here') for (const listen of this.signs) listen();
    else if (this.isLeading) this.send('here');
  }

  private send(call: Call): void {
    if (!this.signal.aborted) this.channel?.postMessage(call);
  }
}

/** Delay before a task that failed to start is tried again. */
const AGAIN_MS = 10_000;

/** Resolves after a time, or at once when the signal is aborted. */
const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
  });

/**
 * Calls `start` in one tab of a browser at a time, and what it returned when this tab has to end. Another tab begins
 * when that one is closed, or is frozen while this one is in sight. If `start` throws, that is reported, and it is
 * called again later. Returns a function that ends this tab's part.
 */
export const inOneTab = (name: string, start: () => () => void): (() => void) => {
  const ended = new AbortController();
  const calls = new TabCalls(name, ended.signal);
  const run = (leading: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (leading.aborted) return resolve();
      const stop = start();
      calls.lead();
      const end = (): void => {
        calls.isLeading = false;
        stop();
        resolve();
      };
      leading.addEventListener('abort', end, { once: true });
    });
  const keepOn = async (): Promise<void> => {
    while (!ended.signal.aborted)
      try {
        return await inLeadingTab(name, ended.signal, calls, run);
      } catch (error) {
        reportError(error);
        await wait(AGAIN_MS, ended.signal);
      }
  };
  void keepOn();
  return () => ended.abort();
};
