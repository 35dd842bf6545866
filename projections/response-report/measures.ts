import type { OpenHours } from '@ledgerdesk/business-time';
import { type Instant, millisOf, MINUTE } from '@ledgerdesk/kernel';
import type { RecordedCalendars } from './recorded-calendars.js';
import type { Tally } from '../reports/grouped-report.js';
import { type Distribution, Sample } from '../reports/measures.js';
import { type PauseEnd, type ReportedClock, type ReportedPause, type ResponseOutcome } from './definition.js';

/** Pauses that have ended. */
export interface EndedPauses {
  readonly pauses: number;
  /** Elapsed time of the pauses. */
  readonly minutes: number;
}

/** How long response clocks were paused, and what ended the pauses. */
export interface PausedTime extends EndedPauses {
  /** Clocks that were paused at least once. */
  readonly clocks: number;
  /** Pauses that have not ended. They are not in `pauses` and `minutes`. */
  readonly open: number;
  readonly endedBy: { readonly [End in PauseEnd]: EndedPauses };
}

/** Outcomes and response times of a set of response clocks. */
export interface ResponseFigures {
  readonly clocks: number;
  readonly met: number;
  readonly breached: number;
  readonly solvedUnanswered: number;
  readonly running: number;
  /** Clocks stopped by an answer, late ones included. The response times are those of these clocks. */
  readonly answered: number;
  /** The median of `wallMinutes`. */
  readonly medianMinutes: number | null;
  /** The 90th percentile of `wallMinutes`. */
  readonly p90Minutes: number | null;
  /** From the start to the answer, pauses included. */
  readonly wallMinutes: Distribution;
  /** Open time of the calendar that decides when the answer is due, without pauses. */
  readonly businessMinutes: Distribution;
  readonly paused: PausedTime;
}

const openBetween = (hours: OpenHours | undefined, from: Instant, to: Instant): number => {
  const [start, end] = [millisOf(from), millisOf(to)];
  return hours === undefined ? NaN : start < end ? hours.between(start, end) : 0;
};

/**
 * The business time of a clock from its start to the answer, in ms: the open time of its calendar, without pauses. Each
 * part between pauses counts in the version of the calendar that its beginning was decided with. Undefined if there is
 * no answer, or the log does not have such a version.
 */
export const businessMillis = (
  { startedAt, stoppedAt, answeredAfter, calendar, calendars, pauses }: ReportedClock,
  recorded: RecordedCalendars,
): number | undefined => {
  if (stoppedAt === null || answeredAfter === null) return undefined;
  let [from, version, open] = [startedAt, calendars, 0];
  for (const pause of pauses) {
    open += openBetween(recorded.hours(calendar, version), from, pause.from);
    [from, version] = [pause.to ?? stoppedAt, pause.calendars];
    if (from >= stoppedAt) return Number.isNaN(open) ? undefined : open;
  }
  open += openBetween(recorded.hours(calendar, version), from, stoppedAt);
  return Number.isNaN(open) ? undefined : open;
};

/** Adds up pauses that have ended, in ms. */
class EndedTally {
  pauses = 0;
  millis = 0;

  add(millis: number): void {
    this.pauses += 1;
    this.millis += millis;
  }

  measures(): EndedPauses {
    return { pauses: this.pauses, minutes: this.millis / MINUTE };
  }
}

/** Adds up the pauses of clocks. */
class PauseTally {
  #clocks = 0;
  #open = 0;
  readonly #all = new EndedTally();
  readonly #endedBy: Readonly<Record<PauseEnd, EndedTally>> = {
    agent: new EndedTally(),
    reply: new EndedTally(),
    answer: new EndedTally(),
    solution: new EndedTally(),
  };

  add(pauses: readonly ReportedPause[]): void {
    if (pauses.length > 0) this.#clocks += 1;
    for (const { from, to, endedBy } of pauses) {
      if (to === null || endedBy === null) this.#open += 1;
      else for (const tally of [this.#all, this.#endedBy[endedBy]]) tally.add(millisOf(to) - millisOf(from));
    }
  }

  measures(): PausedTime {
    const { agent, reply, answer, solution } = this.#endedBy;
    return {
      clocks: this.#clocks,
      open: this.#open,
      ...this.#all.measures(),
      endedBy: {
        agent: agent.measures(),
        reply: reply.measures(),
        answer: answer.measures(),
        solution: solution.measures(),
      },
    };
  }
}

/** What a tally reads of a clock. */
export interface CountedClock {
  readonly clock: ReportedClock;
  /** In ms; undefined if it is not known. */
  readonly business: number | undefined;
}

/** Adds up clocks. Of each it keeps the response times only, for the percentiles. */
export class ResponseTally implements Tally<CountedClock, ResponseFigures> {
  readonly #outcomes: Record<ResponseOutcome, number> = { met: 0, breached: 0, 'solved-unanswered': 0, running: 0 };
  readonly #wall = new Sample();
  readonly #business = new Sample();
  readonly #pauses = new PauseTally();

  add({ clock: { outcome, answeredAfter, pauses }, business }: CountedClock): void {
    this.#outcomes[outcome] += 1;
    if (answeredAfter !== null) this.#wall.add(Math.round(answeredAfter * MINUTE));
    if (business !== undefined) this.#business.add(business);
    this.#pauses.add(pauses);
  }

  measures(): ResponseFigures {
    const { met, breached, 'solved-unanswered': solvedUnanswered, running } = this.#outcomes;
    const wallMinutes = this.#wall.minutes();
    return {
      clocks: met + breached + solvedUnanswered + running,
      met,
      breached,
      solvedUnanswered,
      running,
      answered: wallMinutes.count,
      medianMinutes: wallMinutes.median,
      p90Minutes: wallMinutes.p90,
      wallMinutes,
      businessMinutes: this.#business.minutes(),
      paused: this.#pauses.measures(),
    };
  }
}
