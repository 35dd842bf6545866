import type { AdminRole, ChampionLevel, Edition } from '@ledgerdesk/events';

/** The support policy (config/policy.json). Every clock records the version that it started under. */
export interface Policy {
  readonly version: string;
  /** E5, E6: minutes to the first human answer, per edition. */
  readonly editionMinutes: Readonly<Record<Edition, number>>;
  /** C2, C3. */
  readonly championMinutes: Readonly<Record<ChampionLevel, number>>;
  /** C1: the add-on that a Champion holds in person. */
  readonly championAddOn: string;
  /** L2, L3: when and how fast Japanese is served. */
  readonly japaneseDesk: { readonly calendar: string; readonly minutes: number };
  /** L5, L6: the calendar of live support per add-on. */
  readonly liveSupport: Readonly<Record<string, string>>;
  /** L7: the calendar that is shown where the add-on is missing; it may be in the team's own zone. */
  readonly standardLiveSupport: string;
  /** Share of the deciding leg after which a response is at risk, over 0 and under 1. */
  readonly riskShare: number;
  /** Whether holding a ticket pauses its response clock. */
  readonly holdPausesClock: boolean;
  /** Days after its solution until a ticket closes automatically, over 0. Until then it can be reopened. */
  readonly closeSolvedAfterDays: number;
  /** P6: roles that reach billing. */
  readonly billingRoles: readonly AdminRole[];
  /** P5: editions that a team may buy and remove by itself. */
  readonly selfServiceEditions: readonly Edition[];
  /** K4: number of unanswered calls after which a callback becomes a ticket. */
  readonly callbackAttempts: number;
  /** Seconds without a heartbeat after which an agent has vanished. */
  readonly heartbeatSeconds: number;
  /** R6: minutes without an agent, or without a message, after which a chat ends. */
  readonly chatWaitMinutes: number;
  readonly chatIdleMinutes: number;
  /** Maximum size of an attachment in bytes, at least 1, and its permitted media types. */
  readonly attachments: { readonly maxBytes: number; readonly mediaTypes: readonly string[] };
}
