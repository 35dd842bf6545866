import { TIME_BASES } from '@ledgerdesk/kernel';
import { Option } from 'commander';

/** Creates the option of commands that read the log as of an instant: which time of events the instant selects by. */
export const byOption = (): Option =>
  new Option('--by <time>', 'whether instants select events by when they were recorded or occurred')
    .choices(TIME_BASES)
    .default('recorded');
