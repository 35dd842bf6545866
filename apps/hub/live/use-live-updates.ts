import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ServerSentEvent } from '@ledgerdesk/client';
import { client } from '../api/client.js';
import { rememberPosition } from '../api/position.js';
import type { Topic } from '../api/topics.js';
import type { Self } from '../session/self.js';
import { type FollowStream, shareStream } from './live-channel.js';
import { reloaderOf } from './reloader.js';

/** What changes with an event of a stream. */
const TOPICS: Readonly<Record<string, readonly Topic[]>> = {
  ticket: ['tickets', 'dashboard'],
  chat: ['live', 'dashboard'],
  callback: ['live', 'dashboard'],
  agent: ['agents', 'live', 'self'],
};

/** The stream of a kind of caller; undefined if there is none. */
const streamOf = (kind: Self['kind']): FollowStream | undefined => {
  if (kind === 'member')
    return (lastEventId, signal) =>
      client.follow('/v1/updates', { signal, ...(lastEventId === undefined ? {} : { lastEventId }) });
  if (kind === 'agent')
    return (lastEventId, signal) =>
      client.follow('/v1/desk/updates', { signal, ...(lastEventId === undefined ? {} : { lastEventId }) });
  return undefined;
};

/** A function for live events, and for what tabs that come later have to know of them. */
interface Listener {
  readonly onEvent: (event: ServerSentEvent) => void;
  readonly snapshot: (() => ServerSentEvent) | undefined;
}

const listeners = new Set<Listener>();

/**
 * Calls a function for each live event while a component is shown, such as `presence` of the desk. `snapshot` returns,
 * as an event, what earlier ones have said: the stream tells only what changes, and another tab may come later.
 */
export const useLiveEvents = (onEvent: Listener['onEvent'], snapshot?: () => ServerSentEvent): void => {
  useEffect(() => {
    const listener = { onEvent, snapshot };
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [onEvent, snapshot]);
};

const snapshots = (): readonly ServerSentEvent[] =>
  [...listeners].flatMap(({ snapshot }) => (snapshot ? [snapshot()] : []));

/** Keeps what is shown current with the reader's event stream. */
export const useLiveUpdates = (self: Self): void => {
  const queries = useQueryClient();
  const { kind, id } = self;
  const teamId = self.team?.id ?? '';
  useEffect(() => {
    const follow = streamOf(kind);
    if (!follow) return undefined;
    const reload = reloaderOf(queries);
    const receive = (event: ServerSentEvent): void => {
      rememberPosition(event.id ?? null);
      if (event.event === 'reset') void queries.invalidateQueries();
      else void reload(TOPICS[event.event] ?? []);
      for (const { onEvent } of listeners) onEvent(event);
    };
    // The session has ended, or the right to the stream: what is shown says so when it is loaded again.
    const fail = (): void => void queries.invalidateQueries({ queryKey: ['self'] });
    return shareStream(`ledgerdesk-live.${kind}.${teamId}.${id}`, {
      follow,
      onEvent: receive,
      onFailure: fail,
      snapshot: snapshots,
    });
  }, [queries, kind, id, teamId]);
};
