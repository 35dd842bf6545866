import type { FeatureUsage } from '@ledgerdesk/events';
import type { Command, Instant } from '@ledgerdesk/kernel';

/** All that is asked of a team's quarter names it; a stream is one quarter of one team. */
interface OfQuarter extends Command {
  readonly teamId: string;
  /** In UTC, `2026-Q4`. */
  readonly quarter: string;
}
/** Q3: for a time in that quarter. */
export interface ScheduleRootCauseSession extends OfQuarter {
  readonly type: 'ScheduleRootCauseSession';
  readonly sessionId: string;
  readonly memberId: string;
  readonly consultantId: string;
  readonly startsAt: Instant;
}
export interface HoldRootCauseSession extends OfQuarter {
  readonly type: 'HoldRootCauseSession';
}
export interface CancelRootCauseSession extends OfQuarter {
  readonly type: 'CancelRootCauseSession';
}
/** Q2: how often the team has used a feature in this quarter so far. */
export interface RecordFeatureUsage extends OfQuarter, FeatureUsage {
  readonly type: 'RecordFeatureUsage';
}
/** Q1: when the quarter is over. */
export interface SendFeatureDigest extends OfQuarter {
  readonly type: 'SendFeatureDigest';
}
export type QuarterCommand =
  ScheduleRootCauseSession | HoldRootCauseSession | CancelRootCauseSession | RecordFeatureUsage | SendFeatureDigest;
