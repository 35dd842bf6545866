import type { ProblemDeclaration } from './problem-declaration.js';

/** Questions about the log, its read models and reports, as of any moment. */
export const ANALYSIS_PROBLEMS = {
  'event-not-found': {
    status: 404,
    cause: 'The log has no event with this id.',
    remedy: 'Use an id of `GET /v1/log/events`.',
  },
  'moments-reversed': {
    status: 400,
    cause: '`from` is after `to`, or the period is empty.',
    remedy: 'Send an earlier `from` or a later `to`.',
  },
  'no-past': {
    status: 400,
    cause: 'The route shows live queues or presence, which are not recorded.',
    remedy: 'Omit `asOf`.',
  },
  'position-beyond-log': {
    status: 400,
    cause: 'A position in the request is beyond the head of the log.',
    remedy: 'Send a position of an earlier response of this engine.',
  },
  'read-model-not-found': {
    status: 404,
    cause: 'There is no read model with this name.',
    remedy: 'Use a name of `GET /v1/read-models`.',
  },
  'report-not-found': {
    status: 404,
    cause: 'There is no report with this name.',
    remedy: 'Use the name of a report, as in its path.',
  },
  'row-not-found': {
    status: 404,
    cause: 'The read model has never had a row with this key.',
    remedy: 'Use a key of `GET /v1/read-models/{name}`.',
  },
  'too-many-what-ifs': {
    status: 429,
    cause: 'The caller already has a what-if question running.',
    remedy: 'Wait until it is done, or cancel it.',
  },
  'what-if-not-done': {
    status: 409,
    cause: 'The question is being answered, was cancelled, or has failed.',
    remedy: 'While `state` is `running`, poll `GET /v1/what-if/{whatIfId}`. Otherwise send the question again.',
  },
  'what-if-not-found': {
    status: 404,
    cause:
      'The caller has no such question. Answers are kept for an hour by the engine that computed them, and are lost ' +
      'at a restart.',
    remedy: 'Send the question again.',
  },
  'what-if-policies-invalid': {
    status: 422,
    cause: 'The given policy or calendars are invalid, or have a version that the log has used with other contents.',
    remedy: 'Correct what `detail` names. Give changed files a new version.',
  },
  'what-ifs-busy': {
    status: 503,
    cause: 'The maximum number of what-if questions is running.',
    remedy: 'Retry after `Retry-After`, or use `ledgerdesk what-if`.',
  },
} as const satisfies Readonly<Record<string, ProblemDeclaration>>;
