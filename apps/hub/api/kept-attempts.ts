import { Attempt } from './attempt.js';

/** Attempts whose outcome is unknown, by command name. */
const kept = new Map<string, Attempt>();

/** Returns the kept attempt of a command, or a new one. */
export const keptAttempt = (name: string): Attempt => kept.get(name) ?? new Attempt();

/** Keeps an attempt while its outcome is unknown. */
export const keepAttempt = (name: string, attempt: Attempt): void => {
  if (attempt.hasEnded) kept.delete(name);
  else kept.set(name, attempt);
};
