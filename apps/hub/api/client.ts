import { createClient } from '@ledgerdesk/client';
import { earlyAnswers } from './early-answers.js';

/** Returns true for an event stream, which has a low priority: readers do not wait for it. */
const isStream = (headers: Headers): boolean => headers.get('accept') === 'text/event-stream';

/** `fetch` in the language of the pages. Returns the early answer to a request that boot.ts has already sent. */
const fetchInLanguage: typeof fetch = async (input, init) => {
  const { lang } = document.documentElement;
  const headers = new Headers(init?.headers);
  const isPlainRead = init?.method === 'GET' && !headers.has('ledger-position') && typeof input === 'string';
  const early = isPlainRead ? earlyAnswers.take(input.slice(location.origin.length), lang, init.signal) : undefined;
  headers.set('accept-language', lang);
  return early ?? fetch(input, { ...init, headers, ...(isStream(headers) ? { priority: 'low' } : {}) });
};

/** The client of the engine that serves the hub. The session cookie signs its requests in. */
export const client = createClient({ url: location.origin, fetch: fetchInLanguage });
