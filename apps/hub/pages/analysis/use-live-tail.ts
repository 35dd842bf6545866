import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import { client } from '../../api/client.js';
import { actorOf, correlationOf, type LoggedEvent } from './logged-event.js';

/** What the events of a tail have in common. */
export interface TailFilter {
  readonly stream?: string | undefined;
  readonly streamName?: string | undefined;
  readonly types?: string | undefined;
  readonly actor?: string | undefined;
  readonly correlationId?: string | undefined;
}

/** More than these are forgotten, oldest first: the list loads them. */
const KEPT = 500;

const matches = (event: LoggedEvent, { streamName, actor, correlationId }: TailFilter): boolean =>
  (streamName === undefined || event.stream === streamName) &&
  (actor === undefined || actorOf(event) === actor) &&
  (correlationId === undefined || correlationOf(event) === correlationId);

const onVisibility = (listen: () => void): (() => void) => {
  document.addEventListener('visibilitychange', listen);
  return () => document.removeEventListener('visibilitychange', listen);
};

/** Returns true while the tab is shown. */
const useIsShown = (): boolean => useSyncExternalStore(onVisibility, () => document.visibilityState === 'visible');

/**
 * The events that are recorded after a position, newest first, while it is on. The engine filters types and how the
 * names of streams begin; whole names, actor and correlation are compared here. A tab that is not shown gives its
 * connection back, of which a browser has six for a server, and goes on where it was once it is shown again.
 */
export const useLiveTail = (isOn: boolean, after: string | undefined, filter: TailFilter) => {
  const [events, setEvents] = useState<readonly LoggedEvent[]>([]);
  const [error, setError] = useState<Error | null>(null);
  const last = useRef(after);
  const isShown = useIsShown();
  const { stream, streamName, types, actor, correlationId } = filter;
  // `after` is where the tail begins: it does not move while it is on.
  const begin = useEffectEvent(() => {
    setEvents([]);
    setError(null);
    last.current = after;
  });
  useEffect(() => begin(), [isOn, stream, streamName, types, actor, correlationId]);
  useEffect(() => {
    if (!isOn || !isShown) return undefined;
    const leaving = new AbortController();
    const query = {
      stream: streamName ?? stream,
      types,
      ...(last.current === undefined ? {} : { after: last.current }),
    };
    const follow = async (): Promise<void> => {
      for await (const { event, data } of client.follow('/v1/log/events/live', { query, signal: leaving.signal })) {
        if (event !== 'recorded') continue;
        last.current = data.position;
        if (matches(data, { streamName, actor, correlationId })) setEvents((known) => [data, ...known].slice(0, KEPT));
      }
    };
    follow().catch((failure: unknown) => {
      if (!leaving.signal.aborted) setError(failure instanceof Error ? failure : new Error(String(failure)));
    });
    return () => leaving.abort();
  }, [isOn, isShown, stream, streamName, types, actor, correlationId]);
  return { events, error };
};
