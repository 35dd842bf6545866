import { createClient } from '@ledgerdesk/client';

/** Requests are answered in the language of the pages. */
const fetchInLanguage: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('accept-language', document.documentElement.lang);
  return fetch(input, { ...init, headers });
};

/** The client of the engine that serves the hub. The session cookie signs its requests in. */
export const client = createClient({ url: location.origin, fetch: fetchInLanguage });
