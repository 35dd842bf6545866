import { useQuery, useQueryClient } from '@tanstack/react-query';

/** Who is signed in to this browser, and how one signs in. */
export interface Session {
  /** `oidc`: with an identity provider. `link`: with development links. */
  readonly signIn: 'oidc' | 'link';
  readonly caller: { readonly kind: string; readonly subject: string; readonly teamId: string | null } | null;
  /** When the session ends at the latest. */
  readonly expiresAt: string | null;
  /** Why the last session has ended, such as `signed-out`. */
  readonly endedBecause?: string | null;
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

const loadSession = async (): Promise<Session> => (await (await request('GET')).json()) as Session;

/** Exchanges the token of a development link for a session. Throws SignInRefused. */
export const signInWithLink = async (token: string): Promise<void> => {
  await request('POST', { token });
};

/** Ends the session on every engine. Returns where the identity provider ends its own, if it does. */
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
