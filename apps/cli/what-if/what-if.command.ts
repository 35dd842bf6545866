import { type Command, InvalidArgumentError, Option } from 'commander';
import { instantOption } from '../log/instant.option.js';
import { MANIFEST_FILE } from '../manifest/manifest.option.js';
import { RAW_CSV } from '../terminal/raw-csv.option.js';
import type { WhatIfOptions } from './ask-what-if.js';
import { LISTED_CLOCKS } from './listed-clocks.js';
import { WHAT_IF_FORMATS } from './what-if-formats.js';

const teamList = (text: string): readonly string[] => {
  const teams = text.split(',');
  if (teams.includes('')) throw new InvalidArgumentError('Use team ids, separated by commas.');
  return teams;
};

/** Adds `ledgerdesk what-if`, which derives the response clocks of the log again and records nothing. */
export const addWhatIf = (program: Command): void => {
  program
    .command('what-if')
    .description('compute which response targets other policies would have met and missed; the engine may be running')
    .option('--policy <file>', 'policy file in place of the versions that were in force')
    .option('--calendars <file>', 'calendars file in place of the versions that were in force')
    .option('--from <instant>', 'only clocks that started at or after this instant', instantOption)
    .option('--to <instant>', 'only clocks that started before this instant', instantOption)
    .option('--teams <ids>', 'only these teams, separated by commas', teamList)
    .option('--time-zone <zone>', 'IANA time zone of months and hours of the week', 'UTC')
    .option('--group-by <names>', 'up to three groupings of the figures, such as product,month', (names) =>
      names.split(','),
    )
    .addOption(
      new Option(
        '--format <format>',
        'figures (table), figures and explained clocks (json), clocks (csv), or a page with charts (svg, html, md)',
      )
        .choices(WHAT_IF_FORMATS)
        .default('table'),
    )
    .addOption(
      new Option('--clocks <which>', 'clocks to list: those whose breach was gained or lost, all, or none')
        .choices(LISTED_CLOCKS)
        .default('changed'),
    )
    .option(...RAW_CSV)
    .option(...MANIFEST_FILE)
    .action(async (options: WhatIfOptions) => {
      const { askWhatIf } = await import('./ask-what-if.js');
      await askWhatIf(options);
    });
};
