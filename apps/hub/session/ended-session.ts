import { ApiProblem } from '@ledgerdesk/client';
import type { QueryClient, QueryKey } from '@tanstack/react-query';

const UNAUTHORIZED = 401;

/**
 * Loads the session again when a request was refused because nobody is signed in: the page on which one signs in is
 * shown then.
 */
export const checkSession = (queries: QueryClient, error: unknown, [topic]: QueryKey): void => {
  if (!(error instanceof ApiProblem) || error.status !== UNAUTHORIZED || topic === 'session') return;
  // The reader as well, but not because of itself: that would never end.
  if (topic !== 'self') void queries.invalidateQueries({ queryKey: ['self'] });
  void queries.invalidateQueries({ queryKey: ['session'] });
};
