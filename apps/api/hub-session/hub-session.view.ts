import type { EndedBecause, HubSession } from '../platform/auth/session/hub-session.js';
import type { PresentedSession } from '../platform/auth/session/hub-sessions.js';
import type { SignInMethod } from '../platform/auth/session/session-config.js';

/** The session of a browser, as the pages of the hub read it. */
export interface HubSessionView {
  readonly signIn: SignInMethod;
  /** Null: nobody is signed in. */
  readonly caller: (Pick<HubSession, 'kind' | 'subject'> & { readonly teamId: string | null }) | null;
  readonly expiresAt: string | null;
  /** Why a session that the browser has cannot be used any more. Null: it can be used, or the browser has none. */
  readonly endedBecause: EndedBecause | null;
}

/** Shows a session that can be used. */
export const toHubSession = (signIn: SignInMethod, { kind, subject, team, expiresAt }: HubSession): HubSessionView => ({
  signIn,
  caller: { kind, subject, teamId: team ?? null },
  expiresAt: new Date(expiresAt).toISOString(),
  endedBecause: null,
});

/** Shows what the browser presented: a session, one that has ended, or none. */
export const toPresentedSession = (signIn: SignInMethod, presented: PresentedSession | undefined): HubSessionView => {
  const { session, endedBecause = null } = presented ?? {};
  if (session && endedBecause === null) return toHubSession(signIn, session);
  return { signIn, caller: null, expiresAt: null, endedBecause };
};
