import type { Actor } from '@ledgerdesk/kernel';

/** Who may hold a token. */
export const TOKEN_KINDS = ['member', 'agent', 'sales', 'service', 'analyst', 'auditor', 'operator'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** A member by team and id. */
export interface MemberRef {
  readonly teamId: string;
  readonly memberId: string;
}

/** Who sent a request, as far as the token and `Ledger-On-Behalf-Of` say; what they may do, the log decides. */
export interface Caller {
  readonly kind: TokenKind;
  readonly actor: Actor;
  /** The member that the request is for: the caller, or the one a service acts for. */
  readonly member?: MemberRef;
  readonly onBehalfOf?: Actor;
}

/** What a token says, checked. */
export interface Claims {
  readonly kind: TokenKind;
  readonly subject: string;
  readonly team?: string;
  readonly scopes: readonly string[];
}

/** The actor that a member is in the log. */
export const memberActor = ({ teamId, memberId }: MemberRef): Actor => ({
  kind: 'member',
  id: `${teamId}.${memberId}`,
});
