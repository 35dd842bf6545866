import { logProgress } from '../terminal/log-progress.js';
import { compareLogs } from './compare-logs.js';
import { copyLog } from './copy-log.js';
import { openSource, openTarget } from './log-endpoints.js';
import { PositionMap } from './position-map.js';

/** Source and target, and the file for the pairs of positions. */
export interface CopyOptions {
  readonly from: string;
  readonly to: string;
  readonly map: string;
}

/** Number of copied events and the file with their positions. */
interface CopyResult {
  readonly events: number;
  readonly map: string;
}

/** Copies a log and compares the copy event by event. Repeat it to resume an interrupted copy. */
export const copy = async ({ from, to, map: file }: CopyOptions): Promise<CopyResult> => {
  const source = await openSource(from);
  const target = await openTarget(to).catch(async (error: unknown) => {
    await source.close();
    throw error;
  });
  try {
    const map = new PositionMap(file);
    const progress = await logProgress('copy', source);
    await copyLog(source, target, map, progress.onPosition);
    progress.stop();
    const pairs = await compareLogs(source, target);
    map.replace(pairs);
    return { events: pairs.length, map: file };
  } finally {
    await source.close();
    await target.close();
  }
};
