import type { CommandExecutor } from '@ledgerdesk/application';
import type { Process } from '@ledgerdesk/runtime';

/**
 * Makes a process decide on current state: the streams that it and its commands read include every event that it has
 * handled, even if a read of the log, or a cache, is behind its subscription. Until they do, the reaction fails, and
 * `ProcessRun` retries it.
 *
 * @example
 * const managers = [appointments(commands, tenant)].map((process) => readingUpToEvent(executor, process));
 */
export const readingUpToEvent = ({ streams }: Pick<CommandExecutor, 'streams'>, process: Process): Process => ({
  ...process,
  react: (event) => {
    streams.expect(event.stream, event.revision);
    return process.react(event);
  },
});
