import type { LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { type AddOnRenewalRow, isRenewalKey, renewalAfter, renewalKey } from './add-on-renewals.js';
import { type ConsultantReleaseRow, releaseAfterReservation, releaseKey } from './consultant-releases.js';
import {
  digestAfterPurchase,
  digestAfterRemoval,
  digestAfterSending,
  digestKey,
  type FeatureDigestRow,
} from './feature-digests.js';
import { closingAfterSolution, closingKey, type TicketClosingRow } from './ticket-closings.js';

/** What is due when its time has come: a warning (75 % of the counted time) or the breach of the target itself. */
export type ResponseKind = 'response-risk' | 'response-breach';

/** One timer of a response clock. */
export type ResponseRow = {
  readonly kind: ResponseKind;
  /** null: recorded already; kept until the clock stops, so that a resumption does not arm it again. */
  readonly at: Instant | null;
  readonly ticketId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly clock: number;
  readonly dueAt: Instant;
};

/** One timer; `at` is its time. */
export type TimerRow = ResponseRow | FeatureDigestRow | ConsultantReleaseRow | AddOnRenewalRow | TicketClosingRow;

type Row = ResponseRow | undefined;
type Clocked = LoggedEvent<
  | 'ResponseClockStarted'
  | 'ResponseClockPaused'
  | 'ResponseClockResumed'
  | 'ResponseClockStopped'
  | 'ResponseAtRisk'
  | 'ResponseTargetBreached'
>;

const keyOf = ({ data }: Clocked, kind: ResponseKind): string =>
  `${data.ticketId}.${data.clock}.${kind === 'response-risk' ? 'risk' : 'breach'}`;

const armed = (row: Row, event: LoggedEvent<'ResponseClockStarted' | 'ResponseClockResumed'>, key: string): Row => {
  const { ticketId, teamId, requesterId, clock, riskAt, dueAt } = event.data;
  const kind: ResponseKind = key === keyOf(event, 'response-risk') ? 'response-risk' : 'response-breach';
  const at = kind === 'response-risk' ? riskAt : dueAt;
  return { kind, at: isSpent(row) ? null : at, ticketId, teamId, requesterId, clock, dueAt };
};

const isSpent = (row: Row): boolean => row?.at === null;
const spent = (row: Row): Row => row && { ...row, at: null };
const paused = (row: Row): Row => (isSpent(row) ? row : undefined);
const removed = (): undefined => undefined;

const isResponse = (row: TimerRow): row is ResponseRow =>
  row.kind === 'response-risk' || row.kind === 'response-breach';
const isDigest = (row: TimerRow): row is FeatureDigestRow => row.kind === 'feature-digest';

/** Handles rows of one kind: a key never holds another. */
const on =
  <K extends TimerRow, E>(
    isOfKind: (row: TimerRow) => row is K,
    evolve: (row: K | undefined, event: E, key: string) => K | undefined,
  ) =>
  (row: TimerRow | undefined, event: E, key: string): TimerRow | undefined =>
    evolve(row && isOfKind(row) ? row : undefined, event, key);

const purchased = (
  row: TimerRow | undefined,
  event: LoggedEvent<'AddOnPurchased'>,
  key: string,
): TimerRow | undefined =>
  isRenewalKey(key) ? renewalAfter(event) : on(isDigest, digestAfterPurchase)(row, event, key);
const solved = (row: TimerRow | undefined, event: LoggedEvent<'TicketSolved'>): TimerRow | undefined =>
  closingAfterSolution(row, event);
const renewed = (_row: TimerRow | undefined, event: LoggedEvent<'AddOnRenewed'>): TimerRow => renewalAfter(event);

/**
 * What waits and when: two timers for each running response clock, and whatever else the deadline clock wakes for.
 * A timer is armed only while its firing would record something.
 */
export const timers = defineProjection({
  name: 'response-deadlines',
  version: 4,
  table: {
    columns: { at: 'text', ticketId: 'text', kind: 'text' },
    indexes: [['at'], ['ticketId']],
  },
  keysOf: (event) => {
    switch (event.type) {
      case 'AddOnPurchased':
        return [digestKey(event), renewalKey(event)];
      case 'AddOnRenewed':
      case 'AddOnEnded':
        return [renewalKey(event)];
      case 'AddOnRemovalScheduled':
      case 'AddOnRemovalWithdrawn':
      case 'FeatureDigestSent':
        return [digestKey(event)];
      case 'ConsultantReserved':
      case 'ConsultantConfirmed':
      case 'ConsultantReleased':
        return [releaseKey(event)];
      case 'TicketSolved':
      case 'TicketReopened':
      case 'TicketClosed':
        return [closingKey(event)];
      case 'ResponseAtRisk':
        return [keyOf(event, 'response-risk')];
      default:
        return [keyOf(event, 'response-risk'), keyOf(event, 'response-breach')];
    }
  },
  on: {
    ResponseClockStarted: on(isResponse, armed),
    ResponseClockPaused: on(isResponse, paused),
    ResponseClockResumed: on(isResponse, armed),
    ResponseClockStopped: removed,
    ResponseAtRisk: on(isResponse, spent),
    ResponseTargetBreached: on(isResponse, spent),
    AddOnPurchased: purchased,
    AddOnRenewed: renewed,
    TicketSolved: solved,
    TicketReopened: removed,
    TicketClosed: removed,
    AddOnEnded: removed,
    AddOnRemovalScheduled: on(isDigest, digestAfterRemoval),
    AddOnRemovalWithdrawn: on(isDigest, digestAfterRemoval),
    FeatureDigestSent: on(isDigest, digestAfterSending),
    ConsultantReserved: releaseAfterReservation,
    ConsultantConfirmed: removed,
    ConsultantReleased: removed,
  },
});
