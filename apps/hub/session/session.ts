import { useQuery, useQueryClient } from '@tanstack/react-query';

/** Who is signed in to this browser, and how one signs in. */
export interface Session {
  /** `oidc`: with an identity provider. `link`: with development links. `none`: nobody can sign in. */
  readonly signIn: 'oidc' | 'link' | 'none';
  readonly caller: { readonly kind: string; readonly subject: string; readonly teamId: string | null } | null;
  /** When the session ends at the latest. */
  readonly expiresAt: string | null;
  /** Why the last session has ended, such as `signed-out`. */
  readonly endedBecause?: string | null;
  /** Why the link with which the hub was opened has signed nobody in; undefined if it has, or without a link. */
  readonly linkFailure?: string;
}

/** The request for a session was refused. `message` is the detail of the refusal. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
}

const PATH = '/hub/session';

const detailIn = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string'
    ? body.detail
    : undefined;

const request = async (method: string, body?: object): Promise<Response> => {
  const response = await fetch(PATH, {
    method,
    headers: {
      'accept-language': document.documentElement.lang,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (response.ok) return response;
  const refusal: unknown = await response.json().catch(() => undefined);
  throw new SignInRefused(detailIn(refusal) ?? response.statusText);
};

const LINK = /^#token=(.+)$/;

/**
 * Exchanges the token of the development link with which the hub was opened, if it was, for a session: also where
 * somebody else is signed in. Removes it from the address first. Resolves to the reason if it is refused.
 */
const signInWithLink = async (): Promise<string | undefined> => {
  const token = LINK.exec(location.hash)?.[1];
  if (token === undefined) return undefined;
  history.replaceState(history.state, '', location.pathname + location.search);
  try {
    await request('POST', { token });
    return undefined;
  } catch (error) {
    if (error instanceof SignInRefused) return error.message;
    throw error;
  }
};

/** Once: the token is valid for one request. */
let link: Promise<string | undefined> | undefined;

const loadSession = async (): Promise<Session> => {
  const linkFailure = await (link ??= signInWithLink());
  const session = (await (await request('GET')).json()) as Session;
  return linkFailure === undefined ? session : { ...session, linkFailure };
};

/** A link that is opened where the hub is open already changes only the fragment of its address. */
export const followLinks = (): void => {
  addEventListener('hashchange', () => {
    if (LINK.test(location.hash)) location.reload();
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
  if (response.status === 204) return undefined;
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null && 'endSessionUrl' in body && typeof body.endSessionUrl === 'string'
    ? body.endSessionUrl
    : undefined;
};

const KEY = ['session'] as const;

/** The session of this browser. `reload` checks whether it still lasts. */
export const useSession = () => {
  const queries = useQueryClient();
  const { data, error } = useQuery({ queryKey: KEY, queryFn: loadSession, staleTime: 60_000 });
  return { session: data, error, reload: () => queries.invalidateQueries({ queryKey: KEY }) };
};
