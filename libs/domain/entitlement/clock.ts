import { deadline, openMinutes } from '@ledgerdesk/business-time';
import type { ClockLeg, ServedLanguage } from '@ledgerdesk/events';
import { type Instant, instantOf, millisOf } from '@ledgerdesk/kernel';
import { hoursOf, type Policies } from '../policies.js';

/** A response target with the minutes granted and the minutes left, both in open time of its calendar. */
export interface Allowance {
  readonly target: ClockLeg['target'];
  readonly calendar: string;
  readonly minutes: number;
  readonly granted: number;
}

/** The due time of a response, the leg that determines it, and the time from which the response is at risk. */
export interface ResponseDue {
  readonly legs: readonly ClockLeg[];
  readonly decidedBy: ClockLeg['target'];
  readonly riskAt: Instant;
  readonly dueAt: Instant;
}

const whole = (target: ClockLeg['target'], calendar: string, minutes: number): Allowance => ({
  target,
  calendar,
  minutes,
  granted: minutes,
});

/** E5, E6: the target of the edition, in elapsed time. L3: for Japanese, also that of the desk, in its own hours. */
export const allowancesFor = (
  targetMinutes: number,
  language: ServedLanguage,
  { policy }: Policies,
): readonly [Allowance, ...Allowance[]] => {
  const edition = whole('edition', 'always', targetMinutes);
  const { calendar, minutes } = policy.japaneseDesk;
  return language === 'ja' ? [edition, whole('japanese-desk', calendar, minutes)] : [edition];
};

const instantAfter = (calendar: string, from: Instant, minutes: number, policies: Policies): Instant =>
  instantOf(deadline(hoursOf(policies, calendar), millisOf(from), minutes));

/** L3: all legs run in parallel from `from`. The leg with the earliest deadline determines due time and risk time. */
export const dueFrom = (
  from: Instant,
  allowances: readonly [Allowance, ...Allowance[]],
  policies: Policies,
): ResponseDue => {
  const dated = allowances.map((allowance) => ({
    allowance,
    dueAt: instantAfter(allowance.calendar, from, allowance.minutes, policies),
  }));
  const decisive = dated.reduce((first, other) => (other.dueAt < first.dueAt ? other : first));
  const { target, calendar, minutes, granted } = decisive.allowance;
  const untilRisk = Math.max(0, minutes - granted * (1 - policies.policy.riskShare));
  return {
    legs: dated.map(({ allowance, dueAt }) => ({
      target: allowance.target,
      calendar: allowance.calendar,
      minutes: allowance.minutes,
      dueAt,
    })),
    decidedBy: target,
    riskAt: instantAfter(calendar, from, untilRisk, policies),
    dueAt: decisive.dueAt,
  };
};

/** Returns the remaining time of a leg at an instant, in minutes of its calendar. */
export const minutesLeft = (leg: ClockLeg, at: Instant, policies: Policies): number =>
  at >= leg.dueAt ? 0 : openMinutes(hoursOf(policies, leg.calendar), millisOf(at), millisOf(leg.dueAt));
