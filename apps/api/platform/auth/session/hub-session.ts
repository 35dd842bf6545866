import { ADMIN_ROLES, type AdminRole } from '@ledgerdesk/events';
import { ID_PATTERN } from '@ledgerdesk/kernel';
import type { EndedCredential } from '@ledgerdesk/outbox';
import { actorOf, type Claims, TOKEN_KINDS, type TokenKind } from '../caller.js';

/** Kinds of caller that sign in to the hub: people. A service has a token. */
export const PERSON_KINDS = TOKEN_KINDS.filter((kind): kind is PersonKind => kind !== 'service');
export type PersonKind = Exclude<TokenKind, 'service'>;

/** Life of a session: a working day. */
export const SESSION_MS = 8 * 3_600_000;

/** Why a session that a cookie names cannot be used. */
export const ENDED_BECAUSE = [
  'expired',
  'signed-out',
  'member-not-active',
  'role-lost',
  'retired-agent',
  'invalid',
] as const;
export type EndedBecause = (typeof ENDED_BECAUSE)[number];

/** A sign-in to the hub, as its cookie holds it. No engine stores it. */
export interface HubSession {
  /** Random. */
  readonly id: string;
  readonly kind: PersonKind;
  readonly subject: string;
  /** Team of a member. */
  readonly team?: string;
  /** Admin roles that a member had at sign-in. They give no rights: the session ends when one of them is lost (H1). */
  readonly roles: readonly AdminRole[];
  /** In ms since the epoch. */
  readonly expiresAt: number;
}

/** A session as JSON, short because each request carries it. */
export type SessionContent = Readonly<Record<'i' | 'k' | 's' | 't' | 'r' | 'e', unknown>>;

export const contentOf = ({ id, kind, subject, team, roles, expiresAt }: HubSession): Partial<SessionContent> => ({
  i: id,
  k: kind,
  s: subject,
  ...(team !== undefined && { t: team }),
  ...(roles.length > 0 && { r: roles }),
  e: expiresAt,
});

const isId = (value: unknown): value is string => typeof value === 'string' && ID_PATTERN.test(value);

/** The session that a sealed cookie contains; undefined if it contains none of this version. */
export const sessionIn = ({ i, k, s, t, r, e }: Partial<SessionContent>): HubSession | undefined => {
  const kind = PERSON_KINDS.find((known) => known === k);
  if (kind === undefined || !isId(i) || !isId(s) || typeof e !== 'number') return undefined;
  if (kind === 'member' && !isId(t)) return undefined;
  const held: readonly unknown[] = Array.isArray(r) ? r : [];
  const roles = ADMIN_ROLES.filter((role) => held.includes(role));
  return { id: i, kind, subject: s, ...(isId(t) && { team: t }), roles, expiresAt: e };
};

/** What a session says of its caller, as a token would. */
export const claimsOfSession = ({ kind, subject, team, expiresAt }: HubSession): Claims => ({
  kind,
  subject,
  ...(team !== undefined && { team }),
  expiresAt: Math.floor(expiresAt / 1_000),
});

/** `<kind>:<id>` of the person: one who is in two teams is two members. */
export const personOf = (session: Pick<HubSession, 'kind' | 'subject' | 'team'>): string => {
  const { kind, id } = actorOf(session);
  return `${kind}:${id}`;
};

/** The entry of a session in the list of ended ones. */
export const endedSessionOf = (session: HubSession, reason: EndedBecause, now: number): EndedCredential => ({
  id: `session:${session.id}`,
  caller: personOf(session),
  reason,
  endedAt: new Date(now).toISOString(),
  expiresAt: new Date(session.expiresAt).toISOString(),
});
