import type { RefusalDeclaration } from './declaration.js';

/** Refusals of moves of a simulated clock. */
export const CLOCK_REFUSALS = {
  'clock-move-too-far': {
    reason: 'invalid',
    cause: 'The clock of a sandbox moves by 400 days at most in one request.',
    remedy: 'Move it to `latest` at most, and then further.',
  },
  'clock-moving': {
    reason: 'conflict',
    cause: 'The clock of the sandbox is moving to `to`.',
    remedy: 'Wait until `latestMove` of `GET /v1/sandbox/clock` is `done`.',
  },
  'clock-not-forward': {
    reason: 'conflict',
    cause: 'The clock of a sandbox moves only forward, and is at `now`.',
    remedy: 'Give a time after `now`.',
  },
  'clock-target-unclear': {
    reason: 'invalid',
    cause: 'The request has both `to` and `by`, or neither.',
    remedy: 'Give one of them.',
  },
} as const satisfies Readonly<Record<string, RefusalDeclaration>>;
