import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { earlyAnswers } from '../api/early-answers.js';
import { personOf, type Session, sessionIn } from './session-body.js';
import { tellOtherTabs } from './session-signal.js';
import { hasLink, tokenInAddress } from './sign-in-link.js';
import { forgetWantedPage } from './wanted-page.js';

export type { Session } from './session-body.js';

/** The request for a session was refused. `message` is the detail of the refusal. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
}

const KEY = ['session'] as const;
const PATH = '/hub/session';

const detailIn = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string'
    ? body.detail
    : undefined;

const request = async (method: string, body?: object): Promise<Response> => {
  const { lang } = document.documentElement;
  const early = method === 'GET' ? earlyAnswers.take(PATH, lang) : undefined;
  const response = await (early ??
    fetch(PATH, {
      method,
      headers: {
        'accept-language': lang,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }));
  if (response.ok) return response;
  const refusal: unknown = await response.json().catch(() => undefined);
  throw new SignInRefused(detailIn(refusal) ?? response.statusText);
};

/** Token of a development link that the engine has not answered yet. */
let unansweredToken: string | undefined;

/** Takes the token from the address, for nobody to find it there. */
const takeToken = (): string | undefined => {
  const token = tokenInAddress();
  if (token !== undefined) history.replaceState(history.state, '', location.pathname + location.search);
  return token ?? unansweredToken;
};

/**
 * Exchanges the token of the development link with which the hub was opened, if it was, for a session: also where
 * somebody else is signed in. Resolves to the reason if it is refused. Rejects without an answer: the token is kept.
 */
const signInWithLink = async (): Promise<string | undefined> => {
  unansweredToken = takeToken();
  if (unansweredToken === undefined) return undefined;
  try {
    await request('POST', { token: unansweredToken });
    unansweredToken = undefined;
    return undefined;
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    unansweredToken = undefined;
    return error.message;
  }
};

/** Once: the token is valid for one request. */
let link: Promise<string | undefined> | undefined;

const linkOnce = (): Promise<string | undefined> =>
  (link ??= signInWithLink().catch((error: unknown) => {
    link = undefined;
    throw error;
  }));

/** Who was signed in when the session was loaded last; undefined before that. */
let knownPerson: string | undefined;

const loadSession = async (queries: QueryClient): Promise<Session> => {
  const linkFailure = await linkOnce();
  const session = sessionIn(await (await request('GET')).json());
  const person = personOf(session);
  // Nothing of somebody else is shown to who is signed in now.
  if (knownPerson !== undefined && knownPerson !== person)
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
  knownPerson = person;
  if (person !== '') forgetWantedPage();
  tellOtherTabs(person);
  return linkFailure === undefined ? session : { ...session, linkFailure };
};

/** A link that is opened where the hub is open already changes only the fragment of its address. */
export const followLinks = (): void => {
  addEventListener('hashchange', () => {
    if (hasLink()) location.reload();
  });
};

/**
 * A page that the browser kept when it was left, such as for the provider to end its session, and shows again: what it
 * shows may be of somebody who has signed out.
 */
export const reloadRestored = (): void => {
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
};

/**
 * Ends the session on every engine; rejects if it has not ended on all.
 * Returns where the identity provider ends its own, if it does.
 */
export const signOut = async (): Promise<string | undefined> => {
  const response = await request('DELETE');
  tellOtherTabs('');
  if (response.status === 204) return undefined;
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null && 'endSessionUrl' in body && typeof body.endSessionUrl === 'string'
    ? body.endSessionUrl
    : undefined;
};

/** Loads the session of this browser. */
export const sessionQuery = (queries: QueryClient) =>
  queryOptions({ queryKey: KEY, queryFn: () => loadSession(queries), staleTime: 60_000 });

/** The session of this browser. `reload` checks whether it still lasts. */
export const useSession = () => {
  const queries = useQueryClient();
  const { data, error } = useQuery(sessionQuery(queries));
  const reload = useCallback(() => queries.invalidateQueries({ queryKey: KEY }), [queries]);
  return { session: data, error, reload };
};
