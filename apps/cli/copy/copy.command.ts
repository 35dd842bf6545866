import type { Command } from 'commander';
import { logProgress } from '../log-progress.js';
import { write } from '../output.js';
import { compareLogs } from './comparison.js';
import { copyLog } from './copier.js';
import { sourceAt, targetAt } from './end-points.js';
import { PositionMap } from './position-map.js';

interface CopyOptions {
  readonly from: string;
  readonly to: string;
  readonly map: string;
  readonly json?: true;
}

/** What a copy has done. */
export interface Copied {
  readonly events: number;
  readonly map: string;
}

/** Copies a log and compares the copy with it, event by event. May be run again after it was cut off. */
export const copy = async ({ from, to, map: file }: CopyOptions): Promise<Copied> => {
  const source = await sourceAt(from);
  const target = await targetAt(to).catch(async (fault: unknown) => {
    await source.close();
    throw fault;
  });
  try {
    const map = new PositionMap(file);
    const progress = await logProgress('copy', source);
    await copyLog(source, target, map, progress.looked);
    progress.done();
    const pairs = await compareLogs(source, target);
    map.replace(pairs);
    return { events: pairs.length, map: file };
  } finally {
    await source.close();
    await target.close();
  }
};

/** `ledgerdesk copy`: from the embedded store to a cluster, or back. */
export const addCopy = (program: Command): void => {
  program.command('copy')
    .description('copy a log, e.g. from a data folder to EventStoreDB, and compare the copy; run it again to go on after a cut')
    .requiredOption('--from <place>', 'a data folder or a connection string (esdb://…)')
    .requiredOption('--to <place>', 'the same; empty, or the beginning of this copy')
    .option('--map <file>', 'where to keep which position became which, as CSV', 'positions.csv')
    .option('--json', 'print the outcome as JSON')
    .action(async (options: CopyOptions) => {
      const copied = await copy(options);
      await write(`${options.json ? JSON.stringify(copied) : `${copied.events} events are the same in both logs. Their positions: ${copied.map}`}\n`);
    });
};
