import { ApiProblem, type ServerSentEvent } from '@ledgerdesk/client';

/** Message from the tab that follows the stream to the others. */
type LiveMessage = ServerSentEvent;

/** Follows a stream until the signal is aborted, after an event if one is known. */
export type FollowStream = (lastEventId: string | undefined, signal: AbortSignal) => AsyncIterable<ServerSentEvent>;

const BAD_REQUEST = 400;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;

/** Returns true for the refusal of a status. */
const isRefused = (failure: unknown, ...statuses: readonly number[]): boolean =>
  failure instanceof ApiProblem && statuses.includes(failure.status);

/** Resolves after a time, or when the signal is aborted. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });

/** Resolves when this tab may follow the stream, or the signal is aborted; holds the right until then. */
const asOnlyTab = async (name: string, signal: AbortSignal, run: () => Promise<void>): Promise<void> => {
  // Only on pages with TLS and on loopback. Elsewhere each tab has a stream of its own.
  if (!('locks' in navigator)) return run();
  try {
    await navigator.locks.request(name, { signal }, run);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};

/**
 * Shares one event stream among the tabs of a browser, which allows six connections per server. One tab follows the
 * stream and forwards events to the others. When it is closed, another tab resumes after the last event it received. A
 * stream that fails is followed again after a while, unless the reader has no right to it any more.
 *
 * Returns a function that leaves the stream.
 */
export const shareStream = (
  name: string,
  follow: FollowStream,
  onEvent: (event: ServerSentEvent) => void,
  onFailure: (error: unknown) => void,
): (() => void) => {
  const channel = new BroadcastChannel(name);
  const leaving = new AbortController();
  const { signal } = leaving;
  let lastEventId: string | undefined;
  let failures = 0;
  const receive = (event: LiveMessage): void => {
    if (event.id !== undefined) lastEventId = event.id;
    onEvent(event);
  };
  channel.onmessage = ({ data }: MessageEvent<LiveMessage>) => receive(data);
  const followOnce = async (): Promise<void> => {
    for await (const event of follow(lastEventId, signal)) {
      failures = 0;
      channel.postMessage(event);
      receive(event);
    }
  };
  const followAll = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await followOnce();
      } catch (failure) {
        if (isRefused(failure, 401, 403)) throw failure;
        // The engine does not know the event: its log may be another one, as after a restore.
        if (isRefused(failure, BAD_REQUEST)) lastEventId = undefined;
      }
      await pause(Math.min(FIRST_DELAY_MS * 2 ** failures, LONGEST_DELAY_MS), signal);
      failures += 1;
    }
  };
  asOnlyTab(name, signal, followAll).catch(onFailure);
  return () => {
    leaving.abort();
    channel.close();
  };
};
