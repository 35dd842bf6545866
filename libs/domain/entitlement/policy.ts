import type { AdminRole, ChampionLevel, Edition, LiveChannel } from '@ledgerdesk/events';

/** K2: kinds of phone numbers that a policy can refuse; `other` is any number of none of these kinds. */
export const PHONE_KINDS = [
  'premium-rate',
  'satellite',
  'shared-cost',
  'international-network',
  'personal',
  'toll-free',
  'pager',
] as const;
export type PhoneKind = (typeof PHONE_KINDS)[number] | 'other';

/** L7: live support of teams without the add-on for a product. */
export interface StandardSupport {
  /** Its calendar, which may be in the team's own time zone. */
  readonly live: string;
  /** Its channels; none if it offers no live support. */
  readonly channels: readonly LiveChannel[];
}

/** Limits of attachments, in bytes. */
interface AttachmentLimits {
  /** Maximum size of a file, at least 1. */
  readonly maxBytes: number;
  readonly mediaTypes: readonly string[];
  /** Uploads of one member, or of one agent, in 24 hours; at least `maxBytes`. */
  readonly memberBytesPerDay: number;
  /** Uploads of all members of a team in 24 hours; at least `memberBytesPerDay`. */
  readonly teamBytesPerDay: number;
}

/** The support policy (config/policy.json). Every clock records the policy version in force at its start. */
export interface Policy {
  readonly version: string;
  /** E5, E6: response target in minutes, per edition. */
  readonly editionMinutes: Readonly<Record<Edition, number>>;
  /** C2, C3: response target in minutes, per Champion level. */
  readonly championMinutes: Readonly<Record<ChampionLevel, number>>;
  /** C1: the personal add-on of a Champion. */
  readonly championAddOn: string;
  /** L2, L3: hours and response target of support in Japanese. */
  readonly japaneseDesk: { readonly calendar: string; readonly minutes: number };
  /** L5, L6: the calendar of live support per add-on. */
  readonly liveSupport: Readonly<Record<string, string>>;
  readonly standard: StandardSupport;
  /** Share of the leg that determines the due time after which a response is at risk; greater than 0, less than 1. */
  readonly riskShare: number;
  /** Whether holding a ticket pauses its response clock. */
  readonly holdPausesClock: boolean;
  /** Days from solving a ticket until it closes automatically, greater than 0. Until then it can be reopened. */
  readonly closeSolvedAfterDays: number;
  /** P6: roles with access to billing. */
  readonly billingRoles: readonly AdminRole[];
  /** P5: editions that a team can buy and remove without sales. */
  readonly selfServiceEditions: readonly Edition[];
  /** K4: number of unanswered calls after which a callback becomes a ticket. */
  readonly callbackAttempts: number;
  /** K4: minutes from an unanswered call until the callback can be called again, 0 or more. */
  readonly callbackRetryMinutes: number;
  /** K2: kinds of phone numbers that are not called. */
  readonly refusedPhoneKinds: readonly PhoneKind[];
  /** K4: number of requests that one requester can have waiting per channel, 1 or more. */
  readonly waitingPerRequester: number;
  /** Seconds without a heartbeat after which an agent is considered disconnected. */
  readonly heartbeatSeconds: number;
  /** R6: minutes without an agent, or without a message, after which a chat ends. */
  readonly chatWaitMinutes: number;
  readonly chatIdleMinutes: number;
  readonly attachments: AttachmentLimits;
  readonly retention: Retention;
}

/** What may be dropped, after how long. The log itself is kept. */
export interface Retention {
  /** Days for which mails and webhook deliveries are kept after they were sent, or after the last attempt failed. */
  readonly sentMessageDays: number;
  readonly deadMessageDays: number;
  /** Hours for which an uploaded file is kept that no message refers to: longer than it can be attached. */
  readonly unattachedFileHours: number;
  /** Days for which it is kept who has read what. */
  readonly readRecordDays: number;
}

/** The retention where a policy file sets none, or only parts of it. */
export const RETENTION_DEFAULTS: Retention = {
  sentMessageDays: 30,
  deadMessageDays: 90,
  unattachedFileHours: 22.5,
  readRecordDays: 1_095,
};

/** Bytes that may be uploaded in 24 hours if a policy file sets no quotas; a larger `maxBytes` raises them. */
export const UPLOAD_QUOTAS = { memberBytesPerDay: 250 * 1024 * 1024, teamBytesPerDay: 2 * 1024 * 1024 * 1024 };

/** Properties that a policy file may omit: those that earlier versions did not have. */
export const POLICY_DEFAULTS = {
  callbackRetryMinutes: 5,
  refusedPhoneKinds: ['premium-rate', 'satellite', 'shared-cost'],
  waitingPerRequester: 1,
} satisfies Partial<Policy>;
