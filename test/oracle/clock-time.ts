import { deskAfter, openMillis, servedLanguage } from './due.js';

const MINUTE = 60_000;
/** L3: the target of the Japanese desk, in its own hours. */
const DESK_MILLIS = 60 * MINUTE;

/** What ended a pause. */
export type OraclePauseEnd = 'agent' | 'reply' | 'answer' | 'solution';

/** A pause of a clock, in ms since the epoch. */
export interface OraclePause {
  readonly from: number;
  to: number | undefined;
  endedBy: OraclePauseEnd | undefined;
}

/** Times by the edition or Champion level, and by the Japanese desk: due times, or what is left of each in ms. */
interface Legs {
  readonly edition: number;
  readonly desk: number | undefined;
}

const dueFrom = (at: number, { edition, desk }: Legs): Legs => ({
  edition: at + edition,
  desk: desk === undefined ? undefined : deskAfter(at, desk),
});

const leftAt = (at: number, { edition, desk }: Legs): Legs => ({
  edition: Math.max(0, edition - at),
  desk: desk === undefined ? undefined : openMillis(at, Math.max(at, desk)),
});

/** When an answer is due, and the pauses so far. Times are in ms since the epoch. */
export class ClockTime {
  readonly pauses: OraclePause[] = [];
  private left: Legs | undefined;
  /** When it started, or was resumed last. */
  private since: number;

  private constructor(
    readonly startedAt: number,
    readonly language: 'ja' | 'en',
    private dueAt: Legs,
  ) {
    this.since = startedAt;
  }

  /** E5, E6, L3, L4: the clock of a message with a target. */
  static start(at: number, targetMinutes: number, asked: string): ClockTime {
    const language = servedLanguage(new Date(at).toISOString(), asked);
    const whole = { edition: targetMinutes * MINUTE, desk: language === 'ja' ? DESK_MILLIS : undefined };
    return new ClockTime(at, language, dueFrom(at, whole));
  }

  get due(): number {
    return Math.min(this.dueAt.edition, this.dueAt.desk ?? Infinity);
  }

  /** True while it is paused, also once it was stopped in a pause. */
  get isPaused(): boolean {
    return this.left !== undefined;
  }

  /** Pauses the clock, unless its target was missed before. */
  pause(at: number): void {
    if (this.isPaused || at > this.due) return;
    this.left = leftAt(at, this.dueAt);
    this.pauses.push({ from: at, to: undefined, endedBy: undefined });
  }

  resume(at: number, endedBy: OraclePauseEnd): void {
    if (!this.left) return;
    this.endPause(at, endedBy);
    this.dueAt = dueFrom(at, this.left);
    [this.left, this.since] = [undefined, at];
  }

  /** Ends a pause, if there is one, and with it the clock. */
  endPause(at: number, endedBy: OraclePauseEnd): void {
    const pause = this.pauses.at(-1);
    if (pause?.to === undefined && pause) [pause.to, pause.endedBy] = [at, endedBy];
  }

  /** The clock as it goes on in another ticket: from its last resumption, or from now if it is paused. */
  carriedOn(at: number): ClockTime {
    return this.left
      ? new ClockTime(at, this.language, dueFrom(at, this.left))
      : new ClockTime(this.since, this.language, this.dueAt);
  }

  /** The time from the start to `at` that counts towards the target: without pauses, in the hours of what decides. */
  countedUntil(at: number): number {
    const { edition, desk = Infinity } = this.dueAt;
    const between = (from: number, to: number): number => (desk < edition ? openMillis(from, to) : to - from);
    let [from, counted] = [this.startedAt, 0];
    for (const pause of this.pauses) {
      counted += between(from, pause.from);
      from = pause.to ?? at;
    }
    return counted + between(from, at);
  }
}
