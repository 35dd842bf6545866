import { useEffect, useRef } from 'react';
import { client } from '../../../api/client.js';
import { rememberPresent } from './presence-store.js';

/** Without input for this time, an agent no longer counts as writing. */
const WRITING_MS = 15_000;
const FIRST_BEAT_SECONDS = 20;

/**
 * Shows the reader to other agents on a ticket while it is in sight: not on a hidden page, and not while the machine
 * sleeps. Returns a function to call when something is written.
 */
export const useOwnPresence = (ticketId: string, isShown: boolean): (() => void) => {
  const wroteAt = useRef(-WRITING_MS);
  const beat = useRef<() => void>(undefined);
  useEffect(() => {
    if (!isShown) return undefined;
    const path = { ticketId };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shownAs: 'viewing' | 'writing' | undefined;
    let seconds = FIRST_BEAT_SECONDS;
    const send = async (): Promise<void> => {
      clearTimeout(timer);
      const activity = performance.now() - wroteAt.current < WRITING_MS ? 'writing' : 'viewing';
      shownAs = activity;
      // A beat that fails is followed by the next one.
      const answer = await client
        .put('/v1/desk/tickets/{ticketId}/presence', { path, body: { activity } })
        .catch(() => undefined);
      if (shownAs === undefined) return;
      if (answer) {
        rememberPresent(ticketId, answer.data.present);
        seconds = answer.data.expiresInSeconds;
      }
      clearTimeout(timer);
      timer = setTimeout(() => void send(), activity === 'writing' ? WRITING_MS / 2 : (seconds * 1_000) / 2);
    };
    const leave = (): void => {
      clearTimeout(timer);
      if (shownAs === undefined) return;
      shownAs = undefined;
      client.delete('/v1/desk/tickets/{ticketId}/presence', { path }).catch(() => undefined);
    };
    const follow = (): void => {
      if (document.visibilityState === 'visible') void send();
      else leave();
    };
    beat.current = () => {
      if (shownAs === 'viewing') void send();
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      removeEventListener('pagehide', leave);
      beat.current = undefined;
      leave();
    };
  }, [ticketId, isShown]);
  const wrote = useRef(() => {
    wroteAt.current = performance.now();
    beat.current?.();
  });
  return wrote.current;
};
