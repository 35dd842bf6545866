import type { AdminRole, ChampionLevel, Edition } from '@ledgerdesk/events';

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
  /** L7: the calendar shown to teams without the add-on; it may be in the team's own time zone. */
  readonly standardLiveSupport: string;
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
  /** Seconds without a heartbeat after which an agent is considered disconnected. */
  readonly heartbeatSeconds: number;
  /** R6: minutes without an agent, or without a message, after which a chat ends. */
  readonly chatWaitMinutes: number;
  readonly chatIdleMinutes: number;
  /** Maximum size of an attachment in bytes, at least 1, and its permitted media types. */
  readonly attachments: { readonly maxBytes: number; readonly mediaTypes: readonly string[] };
  /** Days for which mails and webhook deliveries are kept after they were sent, or after the last attempt failed. */
  readonly outbox: { readonly keepSentDays: number; readonly keepDeadDays: number };
}

/** Properties that a policy file may omit: those that earlier versions did not have. */
export const POLICY_DEFAULTS = {
  outbox: { keepSentDays: 30, keepDeadDays: 90 },
} satisfies Partial<Policy>;
