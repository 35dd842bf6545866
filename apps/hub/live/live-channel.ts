import type { ServerSentEvent } from '@ledgerdesk/client';

/** What the tab that follows the stream tells the others. */
type LiveMessage = ServerSentEvent;

/** Follows a stream until the signal is aborted, after an event if one is known. */
export type FollowStream = (lastEventId: string | undefined, signal: AbortSignal) => AsyncIterable<ServerSentEvent>;

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
 * Shares one event stream among the tabs of a browser, which has six connections to a server. One tab follows it and
 * tells the others. When that tab is closed, another one goes on after the last event that it has heard of.
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
  let lastEventId: string | undefined;
  const receive = (event: LiveMessage): void => {
    if (event.id !== undefined) lastEventId = event.id;
    onEvent(event);
  };
  channel.onmessage = ({ data }: MessageEvent<LiveMessage>) => receive(data);
  const followAll = async (): Promise<void> => {
    for await (const event of follow(lastEventId, leaving.signal)) {
      channel.postMessage(event);
      receive(event);
    }
  };
  asOnlyTab(name, leaving.signal, followAll).catch(onFailure);
  return () => {
    leaving.abort();
    channel.close();
  };
};
