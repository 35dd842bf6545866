import { useEffect, useState } from 'react';
import { client } from '../../api/client.js';
import { actorOf, correlationOf, type LoggedEvent } from './logged-event.js';

/** What the events of a tail have in common. */
export interface TailFilter {
  readonly stream?: string | undefined;
  readonly types?: string | undefined;
  readonly actor?: string | undefined;
  readonly correlationId?: string | undefined;
}

/** More than these are forgotten, oldest first: the list loads them. */
const KEPT = 500;

const matches = (event: LoggedEvent, { actor, correlationId }: TailFilter): boolean =>
  (actor === undefined || actorOf(event) === actor) &&
  (correlationId === undefined || correlationOf(event) === correlationId);

/**
 * The events that are recorded after a position, newest first, while it is on. The engine filters streams and types;
 * actor and correlation are compared here.
 */
export const useLiveTail = (isOn: boolean, after: string | undefined, filter: TailFilter) => {
  const [events, setEvents] = useState<readonly LoggedEvent[]>([]);
  const [error, setError] = useState<Error | null>(null);
  const { stream, types, actor, correlationId } = filter;
  useEffect(() => {
    setEvents([]);
    setError(null);
    if (!isOn) return undefined;
    const leaving = new AbortController();
    const query = { stream, types, ...(after === undefined ? {} : { after }) };
    const follow = async (): Promise<void> => {
      for await (const { event, data } of client.follow('/v1/log/events/live', { query, signal: leaving.signal })) {
        if (event !== 'recorded' || !matches(data, { actor, correlationId })) continue;
        setEvents((known) => [data, ...known].slice(0, KEPT));
      }
    };
    follow().catch((failure: unknown) => {
      if (!leaving.signal.aborted) setError(failure instanceof Error ? failure : new Error(String(failure)));
    });
    return () => leaving.abort();
    // `after` is where the tail begins: it does not move while it is on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isOn, stream, types, actor, correlationId]);
  return { events, error };
};
