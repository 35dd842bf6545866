import { setTimeout as pause } from 'node:timers/promises';

const TIMEOUT_MS = 180_000;
const POLL_MS = 50;

/**
 * Polls until the condition is true. Throws after three minutes, or `timeoutMs` where it matters how soon it is true.
 * For state without events, such as that of another process or of a folder.
 */
export const until = async (
  condition: () => boolean | Promise<boolean>,
  message: () => string = () => 'The condition was not met in time.',
  { pollMs = POLL_MS, timeoutMs = TIMEOUT_MS }: { readonly pollMs?: number; readonly timeoutMs?: number } = {},
): Promise<void> => {
  const startedAt = Date.now();
  while (!(await condition())) {
    if (Date.now() - startedAt > timeoutMs) throw new Error(message());
    await pause(pollMs);
  }
};
