import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ServerSentEvent } from '@ledgerdesk/client';
import { client } from '../api/client.js';
import { rememberPosition } from '../api/position.js';
import type { Topic } from '../api/topics.js';
import type { Self } from '../session/self.js';
import { type FollowStream, shareStream } from './live-channel.js';

/** What changes with an event of a stream. */
const TOPICS: Readonly<Record<string, readonly Topic[]>> = {
  ticket: ['tickets', 'dashboard'],
  chat: ['live', 'dashboard'],
  callback: ['live', 'dashboard'],
  agent: ['agents', 'live', 'self'],
};

/** Events that come within this time load pages once. */
const GATHER_MS = 150;

/** The stream of a kind of caller; undefined if there is none. */
const streamOf = ({ kind }: Self): FollowStream | undefined => {
  if (kind === 'member')
    return (lastEventId, signal) =>
      client.follow('/v1/updates', { signal, ...(lastEventId === undefined ? {} : { lastEventId }) });
  if (kind === 'agent')
    return (lastEventId, signal) =>
      client.follow('/v1/desk/updates', { signal, ...(lastEventId === undefined ? {} : { lastEventId }) });
  return undefined;
};

/** A list of more pages than this is long. */
const LONG_PAGES = 5;
/** Long lists are loaded again no more often: every event of a busy desk would load thousands of rows. */
const LONG_LIST_MS = 30_000;

/** Returns true for a list of which many pages are loaded. */
const isLong = ({ state: { data } }: Query): boolean =>
  typeof data === 'object' &&
  data !== null &&
  'pages' in data &&
  Array.isArray(data.pages) &&
  data.pages.length > LONG_PAGES;

/** Loads resources again, together for events that come together. */
const reloader = (queries: QueryClient) => {
  const pending = new Set<Topic>();
  const pendingLong = new Set<Topic>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let longTimer: ReturnType<typeof setTimeout> | undefined;
  const reloadAll = (topics: Set<Topic>, isMeant: (query: Query) => boolean): void => {
    for (const topic of topics) void queries.invalidateQueries({ queryKey: [topic], predicate: isMeant });
    topics.clear();
  };
  return (topics: readonly Topic[]): void => {
    for (const topic of topics) pending.add(topic);
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const topic of pending) pendingLong.add(topic);
      reloadAll(pending, (query) => !isLong(query));
    }, GATHER_MS);
    longTimer ??= setTimeout(() => {
      longTimer = undefined;
      reloadAll(pendingLong, isLong);
    }, LONG_LIST_MS);
  };
};

const listeners = new Set<(event: ServerSentEvent) => void>();

/** Calls a function for each live event while a component is shown, such as `presence` of the desk. */
export const useLiveEvents = (onEvent: (event: ServerSentEvent) => void): void => {
  useEffect(() => {
    listeners.add(onEvent);
    return () => {
      listeners.delete(onEvent);
    };
  }, [onEvent]);
};

/** Keeps what is shown current with the reader's event stream. */
export const useLiveUpdates = (self: Self): void => {
  const queries = useQueryClient();
  const { kind, id } = self;
  const teamId = self.team?.id ?? '';
  useEffect(() => {
    const follow = streamOf(self);
    if (!follow) return undefined;
    const reload = reloader(queries);
    const receive = (event: ServerSentEvent): void => {
      rememberPosition(event.id ?? null);
      if (event.event === 'reset') void queries.invalidateQueries();
      else reload(TOPICS[event.event] ?? []);
      for (const listen of listeners) listen(event);
    };
    // The session has ended, or the right to the stream: what is shown says so when it is loaded again.
    const fail = (): void => void queries.invalidateQueries({ queryKey: ['self'] });
    return shareStream(`ledgerdesk-live.${kind}.${teamId}.${id}`, follow, receive, fail);
    // The stream depends on who the reader is, not on what they may do.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [queries, kind, id, teamId]);
};
