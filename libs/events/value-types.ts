/** Admin roles; any of them makes a member an admin (H1). */
export const ADMIN_ROLES = [
  'team_admin',
  'user_management_admin',
  'support_admin',
  'billing_admin',
  'content_admin',
  'security_admin',
  'reporting_admin',
] as const;
export type AdminRole = (typeof ADMIN_ROLES)[number];

/** E2: statuses of a membership that has not ended. Only active members have support. */
export const MEMBER_STATUSES = ['invited', 'active', 'suspended'] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

/**
 * Why an appointment was cancelled: somebody requested it, or what includes it has ended: the add-on, the Enhanced
 * edition, a Champion's add-on, or a Champion's membership.
 */
export const CANCELLATION_REASONS = [
  'requested',
  'add-on-ended',
  'edition-ended',
  'champion-withdrawn',
  'member-left',
] as const;
export type CancellationReason = (typeof CANCELLATION_REASONS)[number];

/** E1: editions of the add-on, lowest first. */
export const EDITIONS = ['essentials', 'enhanced'] as const;
export type Edition = (typeof EDITIONS)[number];

/** C2, C3: levels of Champions. */
export const CHAMPION_LEVELS = ['grand', 'epic'] as const;
export type ChampionLevel = (typeof CHAMPION_LEVELS)[number];

/** L1: languages of support. */
export const SERVED_LANGUAGES = ['en', 'ja'] as const;
export type ServedLanguage = (typeof SERVED_LANGUAGES)[number];

/** R3: channels of live support. */
export const LIVE_CHANNELS = ['callback', 'chat'] as const;
export type LiveChannel = (typeof LIVE_CHANNELS)[number];

/** L7: the terms of a live request: those of an add-on, or standard support for teams without one. */
export const SUPPORT_TERMS = ['premium', 'standard'] as const;
export type SupportTerms = (typeof SUPPORT_TERMS)[number];

/** E2: why a request left the line: its member was deactivated, or lost the right to live support. */
export const LOST_RIGHTS = ['member-deactivated', 'live-support-lost'] as const;
export type LostRight = (typeof LOST_RIGHTS)[number];

/** A chat or a callback, by its channel and id. */
export interface LiveRequest {
  /** Channel of the request. */
  readonly channel: LiveChannel;
  /** Id of the chat or callback. */
  readonly requestId: string;
}

/** A file attached to a message, whose content is stored outside the log. */
export interface Attachment {
  /** SHA-256 of the content, in lower-case hex. */
  readonly sha256: string;
  /** Name of the file. */
  readonly name: string;
  /** Media type of the file. */
  readonly mediaType: string;
  /**
   * Size of the file in bytes.
   * @asType integer
   */
  readonly bytes: number;
}

/** A file as it is stored outside the log: sealed under a key of its own, and named by its hash. */
export interface SealedFile {
  /** SHA-256 of the sealed bytes, in lower-case hex. */
  readonly sha256: string;
  /**
   * Size of the sealed bytes.
   * @asType integer
   */
  readonly bytes: number;
}

/** Status filters of ticket lists. `open` includes tickets on hold (V3); `past` is solved and closed (H4). */
export const TICKET_STATUS_FILTERS = ['open', 'on-hold', 'solved', 'closed', 'past'] as const;
export type TicketStatusFilter = (typeof TICKET_STATUS_FILTERS)[number];

/** Sort keys of ticket lists. */
export const TICKET_SORTS = ['openedAt', 'updatedAt', 'dueAt', 'breachedAt', 'status'] as const;
export type TicketSort = (typeof TICKET_SORTS)[number];
export const SORT_ORDERS = ['asc', 'desc'] as const;
export type SortOrder = (typeof SORT_ORDERS)[number];

export const BILLING_INTERVALS = ['month', 'year'] as const;
export type BillingInterval = (typeof BILLING_INTERVALS)[number];

/** An amount in whole minor units of an ISO 4217 currency, such as cents or yen. */
export interface Money {
  /**
   * Amount in minor units: cents or yen.
   * @asType integer
   */
  readonly minor: number;
  /** ISO 4217 currency code. */
  readonly currency: string;
}

/** A rational number: numerator and denominator in decimal digits, not necessarily in lowest terms. */
export interface Fraction {
  /** Numerator, in decimal digits. */
  readonly numerator: string;
  /** Denominator, in decimal digits. */
  readonly denominator: string;
}

/** Reasons for a charge. `seats`: seats were added within the period. */
export const CHARGE_REASONS = ['purchase', 'renewal', 'upgrade', 'seats'] as const;
export type ChargeReason = (typeof CHARGE_REASONS)[number];

/** A period of local dates such as `2026-11-22`; `from` is inclusive, `to` exclusive. */
export interface DatePeriod {
  /** First day of the period. */
  readonly from: string;
  /** Day after the last day of the period. */
  readonly to: string;
}

/** The right to a response target and its source. Fixed when the ticket opens (E11). */
export interface Entitlement {
  /** Product of the add-on. */
  readonly addOn: string;
  /** Whether the entitlement comes from the team's add-on or from a Champion's own. */
  readonly source: 'team' | 'champion';
  /** Edition of the add-on, or level of the Champion. */
  readonly level: Edition | ChampionLevel;
  /** Response target in minutes. */
  readonly targetMinutes: number;
}
