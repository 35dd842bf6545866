/** The maximum numbers of as-of queries are running and waiting. */
export class QueueFull extends Error {
  readonly code = 'past-busy';
}

/** The result of an as-of query is no longer wanted: its client has disconnected. */
export class AsOfCancelled extends Error {
  readonly code = 'past-busy';
  constructor() {
    super('The as-of query was cancelled: its client has disconnected.');
  }
}

/** The process of as-of queries has ended before the answer. The next query starts another one. */
export class AsOfInterrupted extends Error {
  readonly code = 'past-interrupted';
}

/** As-of queries have been closed, because the engine is stopping. */
export class AsOfClosed extends Error {
  readonly code = 'stopping';
  constructor() {
    super('As-of queries have been closed.');
  }
}

/** The log has an event that a read model of an as-of query cannot apply. */
export class ReplayStopped extends Error {
  readonly code = 'poison-event';
}

/** An as-of query exceeded its time or memory limit. */
export class AsOfLimitExceeded extends Error {
  readonly code = 'past-too-long';
}
