/** Something wrong with a calendar as input: where (`weekly.mon[0]`), what, and what to write instead. */
export interface CalendarProblem {
  readonly path: string;
  readonly message: string;
}

/** Thrown where a sound calendar is needed; lists everything that is wrong with it. */
export class CalendarError extends RangeError {
  readonly code = 'invalid-calendar';

  constructor(
    what: string,
    readonly problems: readonly CalendarProblem[],
  ) {
    super(`${what} cannot be used: ${problems.map(({ path, message }) => `${path}: ${message}`).join(' ')}`);
    this.name = 'CalendarError';
  }
}
