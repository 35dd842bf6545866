import { type Command, Option } from 'commander';
import { MANIFEST_FILE } from '../manifest/manifest.option.js';
import { MASK } from '../terminal/mask.option.js';
import { RAW_CSV } from '../terminal/raw-csv.option.js';
import { wholeNumber } from '../terminal/whole-number.js';
import type { SqlOptions } from './run-sql.js';

/** Adds `ledgerdesk sql`, which answers queries over views of the log. */
export const addSql = (program: Command): void => {
  program
    .command('sql')
    .description('query views of the log in SQL; the engine may be running')
    .argument('[query]', 'a query; without one, a prompt, or what is piped into the command')
    .option('--export <folder>', 'query an export in Parquet or JSON lines in place of the log')
    .addOption(
      new Option('--format <format>', 'format of the answer; Parquet needs --out')
        .choices(['table', 'csv', 'json', 'parquet'])
        .default('table'),
    )
    .option('--out <file>', 'with --format parquet: the file')
    .option('--memory <megabytes>', 'memory of DuckDB; it uses disk space beyond', wholeNumber(128, 1_000_000), 512)
    .option('--seconds <n>', 'time limit of a query', wholeNumber(1, 86_400), 60)
    .option(...MANIFEST_FILE)
    .option(...RAW_CSV)
    .option(...MASK)
    .action(async (query: string | undefined, options: SqlOptions) => {
      const { runSql } = await import('./run-sql.js');
      await runSql(query, options);
    });
};
