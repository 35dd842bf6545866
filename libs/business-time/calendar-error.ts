/** A problem of a calendar: where (`weekly.mon[0]`), what is wrong and what to write instead. */
export interface CalendarProblem {
  readonly path: string;
  readonly message: string;
}

/** Thrown for an invalid calendar, with all of its problems. */
export class CalendarError extends RangeError {
  readonly code = 'invalid-calendar';

  constructor(
    what: string,
    readonly problems: readonly CalendarProblem[],
  ) {
    super(`${what} is invalid: ${problems.map(({ path, message }) => `${path}: ${message}`).join(' ')}`);
    this.name = 'CalendarError';
  }
}
