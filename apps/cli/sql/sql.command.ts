import { type Command, InvalidArgumentError, Option } from 'commander';
import { MANIFEST_FILE } from '../manifest/manifest.option.js';
import { MASK } from '../terminal/mask.option.js';
import { RAW_CSV } from '../terminal/raw-csv.option.js';
import type { SqlOptions } from './run-sql.js';

const between =
  (min: number, max: number) =>
  (text: string): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (!(value >= min && value <= max)) throw new InvalidArgumentError(`Use a whole number from ${min} to ${max}.`);
    return value;
  };

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
    .option('--memory <megabytes>', 'memory of DuckDB; it uses disk space beyond', between(128, 1_000_000), 512)
    .option('--seconds <n>', 'time limit of a query', between(1, 86_400), 60)
    .option(...MANIFEST_FILE)
    .option(...RAW_CSV)
    .option(...MASK)
    .action(async (query: string | undefined, options: SqlOptions) => {
      const { runSql } = await import('./run-sql.js');
      await runSql(query, options);
    });
};
