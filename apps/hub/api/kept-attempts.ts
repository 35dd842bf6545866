import { Attempt } from './attempt.js';

/** Attempts that may have had their effect, by the name of their command. */
const kept = new Map<string, Attempt>();

/** The last attempt at a command of this name, which outlives the page that made it; else a new one. */
export const keptAttempt = (name: string): Attempt => kept.get(name) ?? new Attempt();

/** Keeps an attempt as long as it may have had its effect. */
export const keepAttempt = (name: string, attempt: Attempt): void => {
  if (attempt.hasEnded) kept.delete(name);
  else kept.set(name, attempt);
};
