import type { AdminRole, ChampionLevel, Edition } from '@ledgerdesk/events';

/** The promises, as configured (config/policy.json); every clock names the version that it started under. */
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
  /** So long after it was solved a ticket closes by itself, over 0; until then it can be reopened. */
  readonly closeSolvedAfterDays: number;
  /** P6: roles that reach billing. */
  readonly billingRoles: readonly AdminRole[];
  /** P5: editions that a team may buy and remove by itself. */
  readonly selfServiceEditions: readonly Edition[];
  /** K4: after how many calls in vain a callback becomes a ticket. */
  readonly callbackAttempts: number;
  /** Agents who give no sign of life for so long have vanished. */
  readonly heartbeatSeconds: number;
  /** R6: how long a chat waits for an agent, and how long nobody may write in it, before it ends by itself. */
  readonly chatWaitMinutes: number;
  readonly chatIdleMinutes: number;
  /** How large a file that goes with a message may be, from 1 byte on, and of which kinds. */
  readonly attachments: { readonly maxBytes: number; readonly mediaTypes: readonly string[] };
}
