import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { Presence, Schemas, ServerSentEvent } from '@ledgerdesk/client';
import { useLiveEvents } from '../../../live/use-live-updates.js';

/** An agent who has a ticket open. */
export type PresentAgent = Schemas['TicketPresence']['present'][number];

const NOBODY: readonly PresentAgent[] = [];
const byTicket = new Map<string, readonly PresentAgent[]>();
const listeners = new Set<() => void>();

const notify = (): void => {
  for (const listener of listeners) listener();
};

/** Remembers who has a ticket open. */
export const rememberPresent = (ticketId: string, present: readonly PresentAgent[]): void => {
  if (present.length === 0) byTicket.delete(ticketId);
  else byTicket.set(ticketId, present);
  notify();
};

const isPresence = (event: ServerSentEvent): event is ServerSentEvent<'presence', Presence> =>
  event.event === 'presence';

const receive = (event: ServerSentEvent): void => {
  if (!isPresence(event)) return;
  if (event.data.reset) byTicket.clear();
  for (const { id, agents } of event.data.tickets) {
    if (agents.length === 0) byTicket.delete(id);
    else byTicket.set(id, agents);
  }
  notify();
};

/** Who has tickets open, as the first event of a stream says it. */
const snapshot = (): ServerSentEvent<'presence', Presence> => ({
  id: undefined,
  event: 'presence',
  data: { reset: true, tickets: [...byTicket].map(([id, agents]) => ({ id, agents: [...agents] })) },
});

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const forget = (): void => {
  byTicket.clear();
  notify();
};

/** Follows who has tickets open, as long as an agent is signed in: the stream tells only what changes. */
export const useFollowedPresence = (): void => {
  useLiveEvents(receive, snapshot);
  useEffect(() => {
    // Without a network nothing tells who leaves. The stream begins with all who are there when it is back.
    addEventListener('offline', forget);
    return () => {
      removeEventListener('offline', forget);
      forget();
    };
  }, []);
};

/** The agents who have a ticket open at the moment. */
export const usePresentAgents = (ticketId: string): readonly PresentAgent[] =>
  useSyncExternalStore(
    subscribe,
    useCallback(() => byTicket.get(ticketId) ?? NOBODY, [ticketId]),
  );
