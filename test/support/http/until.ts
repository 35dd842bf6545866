import { setTimeout as pause } from 'node:timers/promises';

const TIMEOUT_MS = 180_000;
const POLL_MS = 50;

/**
 * Polls until the condition is true. Throws after three minutes. For state without events, such as that of another
 * process or of a folder.
 */
export const until = async (
  condition: () => boolean | Promise<boolean>,
  message: () => string = () => 'The condition was not met within three minutes.',
  pollMs = POLL_MS,
): Promise<void> => {
  const startedAt = Date.now();
  while (!(await condition())) {
    if (Date.now() - startedAt > TIMEOUT_MS) throw new Error(message());
    await pause(pollMs);
  }
};
