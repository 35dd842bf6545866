import type { Actor } from '@ledgerdesk/kernel';

/** Values of the token claim `kind`. */
export const TOKEN_KINDS = ['member', 'agent', 'sales', 'service', 'analyst', 'auditor', 'operator'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** What a service token may permit. */
export const SERVICE_SCOPES = [
  'act',
  'webhooks',
  'webhooks:all-teams',
  'mails',
  'features:write',
  'privacy:read',
  'privacy:erase',
] as const;
export type ServiceScope = (typeof SERVICE_SCOPES)[number];

export interface MemberRef {
  readonly teamId: string;
  readonly memberId: string;
}

/** The authenticated caller, from the token and `Ledger-On-Behalf-Of`. Permissions are not in the token. */
export interface Caller {
  readonly kind: TokenKind;
  readonly actor: Actor;
  /** The member that the caller is, or that a service acts for. */
  readonly member?: MemberRef;
  readonly onBehalfOf?: Actor | undefined;
  /** Scopes of a service; undefined if its token names none. */
  readonly scopes?: readonly string[];
  /** When the token expires, in seconds since the epoch. */
  readonly expiresAt: number;
}

/** Who made a request, whether or not it is refused: also the bearer of an expired token. */
export type Claimant = Pick<Caller, 'kind' | 'actor' | 'onBehalfOf'>;

/** Verified claims of a token. */
export interface Claims {
  readonly kind: TokenKind;
  readonly subject: string;
  readonly team?: string;
  /** Undefined for a token of an earlier version, which names none. */
  readonly scopes?: readonly string[];
  /** When the token expires, in seconds since the epoch. */
  readonly expiresAt: number;
}

/** The person or service of a token, as an actor in event metadata. */
export const actorOf = ({ kind, subject, team }: Pick<Claims, 'kind' | 'subject' | 'team'>): Actor =>
  kind === 'member' && team !== undefined ? memberActor({ teamId: team, memberId: subject }) : { kind, id: subject };

/** The member as an actor in event metadata. */
export const memberActor = ({ teamId, memberId }: MemberRef): Actor => ({
  kind: 'member',
  id: `${teamId}.${memberId}`,
});
