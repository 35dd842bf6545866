import { errorCodeOf } from '@ledgerdesk/kernel';
import { Logger } from '@nestjs/common';
import { Problem } from './problem.js';

const log = new Logger('http');

const NO_WRITES = ['store-unavailable', 'The log takes no writes at the moment. Try again shortly.', 5] as const;

/** Faults that pass, by their code: the problem's code, what to do, and the seconds after which to try again. */
const PASSING: Readonly<Record<string, readonly [string, string, number]>> = {
  'store-failed': NO_WRITES,
  'commit-failed': NO_WRITES,
  'wrong-expected-revision': [
    'stream-busy',
    'Others are changing this at the same time. Nothing was recorded; try again.',
    1,
  ],
  'past-busy': ['past-busy', 'Too many ask about the past at the moment. Try again shortly.', 10],
  'past-too-long': [
    'past-too-long',
    'So much of the past cannot be read here at once. Ask for an earlier moment, or replay it with `ledgerdesk replay`.',
    60,
  ],
  'keys-unavailable': [
    'sign-in-unavailable',
    'The keys that tokens are checked with cannot be had at the moment. Try again shortly.',
    5,
  ],
};

/** The problem of a fault that passes, which is logged; undefined for any other. */
export const transientProblem = (fault: unknown): Problem | undefined => {
  const passing = PASSING[errorCodeOf(fault) ?? ''];
  if (!passing) return undefined;
  const [code, detail, retryAfter] = passing;
  log.error(fault);
  return new Problem(503, code, detail, { headers: { 'retry-after': `${retryAfter}` } });
};

/** The problem of a fault of our own: it is logged, and none of it is shown. */
export const internalProblem = (fault: unknown): Problem => {
  log.error(fault instanceof Error ? fault.stack : fault);
  return new Problem(
    500,
    'fault',
    'Something broke on our side. The command was not recorded unless a repeat with the same Idempotency-Key says so.',
  );
};
