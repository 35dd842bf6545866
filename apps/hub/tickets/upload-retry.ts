import { ApiProblem } from '@ledgerdesk/client';

const PASSING = [401, 408, 425, 429];

/** Returns true if the same file may be accepted later: no answer, a limit of time, or a fault of the engine. */
export const mayRetryUpload = (error: unknown): boolean =>
  !(error instanceof ApiProblem) || error.status >= 500 || PASSING.includes(error.status);
