import { setTimeout as sleep } from 'node:timers/promises';

/** How long one call may go unanswered, and how long it is tried again, in ms. */
export interface Patience {
  readonly callMs: number;
  readonly budgetMs: number;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/** What the client says of servers that are gone, busy, or not the leader any more. */
const PASSING: readonly unknown[] = [
  'timeout',
  'deadline-exceeded',
  'unavailable',
  'cancelled',
  'unknown',
  'not-leader',
];

/** The kind of an error of the client, which is told by it, not by its class. */
export const kindOf = (fault: unknown): unknown =>
  typeof fault === 'object' && fault !== null && 'type' in fault ? fault.type : undefined;

/** Errors that may be gone when the same is tried again; those of gRPC itself have a number and no kind. */
export const isPassing = (fault: unknown): boolean => {
  if (fault instanceof Unanswered) return true;
  const isRaw = typeof fault === 'object' && fault !== null && 'code' in fault && typeof fault.code === 'number';
  return PASSING.includes(kindOf(fault)) || (isRaw && kindOf(fault) === undefined);
};

/** The server has not answered in time; the client itself would wait for ever. */
export class Unanswered extends Error {
  constructor(ms: number) {
    super(`No answer within ${ms} ms.`);
  }
}

const withinCall = async <T>(work: () => Promise<T>, ms: number): Promise<T> => {
  const answered = new AbortController();
  const unanswered = sleep(ms, undefined, { signal: answered.signal }).then(() => {
    throw new Unanswered(ms);
  });
  unanswered.catch(() => undefined);
  return Promise.race([work(), unanswered]).finally(() => answered.abort());
};

/** Twice as long each time, half of it at random, so that many who wait do not come back at once. */
export const pauseBefore = (attempt: number): number => {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempt, 20));
  return longest / 2 + (Math.random() * longest) / 2;
};

/** Tries again what fails in passing, until the budget is used up or it is given up; then throws the last error. */
export const patiently = async <T>(
  { callMs, budgetMs }: Patience,
  work: () => Promise<T>,
  givenUp?: AbortSignal,
): Promise<T> => {
  const begun = performance.now();
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await withinCall(work, callMs);
    } catch (fault) {
      const pause = pauseBefore(attempt);
      if (!isPassing(fault) || performance.now() - begun + pause > budgetMs || givenUp?.aborted) throw fault;
      await sleep(pause, undefined, givenUp && { signal: givenUp }).catch(() => undefined);
    }
  }
};
