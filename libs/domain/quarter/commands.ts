import type { CancellationReason, DigestNotMailedReason, FeatureUsage } from '@ledgerdesk/events';
import type { Command, Instant } from '@ledgerdesk/kernel';

/** A command of one quarter of one team, which is one stream. */
interface OfQuarter extends Command {
  readonly teamId: string;
  /** Calendar quarter in UTC, such as `2026-Q4`. */
  readonly quarter: string;
}
/** Q3: schedules the session of a quarter for a time in it. */
export interface ScheduleRootCauseSession extends OfQuarter {
  readonly type: 'ScheduleRootCauseSession';
  readonly sessionId: string;
  readonly memberId: string;
  readonly consultantId: string;
  readonly startsAt: Instant;
}
/** Marks the session as held. */
export interface HoldRootCauseSession extends OfQuarter {
  readonly type: 'HoldRootCauseSession';
}
/** Cancels the scheduled session. */
export interface CancelRootCauseSession extends OfQuarter {
  readonly type: 'CancelRootCauseSession';
  /** The member who cancels what they scheduled; absent for staff, who cancel any. */
  readonly memberId?: string;
}
/** Q3: cancels the session and schedules it at another time of the quarter or with another consultant. */
export interface MoveRootCauseSession extends OfQuarter {
  readonly type: 'MoveRootCauseSession';
  /** The member who moves what they scheduled. */
  readonly memberId: string;
  /** Id of the session that replaces it. */
  readonly sessionId: string;
  readonly consultantId: string;
  readonly startsAt: Instant;
}
/** Q3: cancels the scheduled session, because the Enhanced edition that included it has ended. Sent by the engine. */
export interface EndRootCauseSession extends OfQuarter {
  readonly type: 'EndRootCauseSession';
  readonly endedAt: Instant;
  readonly reason: CancellationReason;
}
/** Q2: records how often the team has used a feature in this quarter so far. */
export interface RecordFeatureUsage extends OfQuarter, FeatureUsage {
  readonly type: 'RecordFeatureUsage';
}
/** Q1: sends the digest of a quarter that has ended. */
export interface SendFeatureDigest extends OfQuarter {
  readonly type: 'SendFeatureDigest';
}
/** Q1: records the outcome of the digest's mails to some of its recipients. */
export interface RecordDigestMails extends OfQuarter {
  readonly type: 'RecordDigestMails';
  readonly memberIds: readonly string[];
  readonly outcome: DigestMailOutcome;
}
/** `mailed`: the mail server accepted the mail. Otherwise, why it was not sent. */
export type DigestMailOutcome = 'mailed' | DigestNotMailedReason;
export type QuarterCommand =
  | ScheduleRootCauseSession
  | HoldRootCauseSession
  | CancelRootCauseSession
  | MoveRootCauseSession
  | EndRootCauseSession
  | RecordFeatureUsage
  | SendFeatureDigest
  | RecordDigestMails;
