import { logProgress } from '../terminal/log-progress.js';
import { compareLogs } from './comparison.js';
import { copyLog } from './copier.js';
import { sourceAt, targetAt } from './end-points.js';
import { PositionMap } from './position-map.js';

/** Where from, where to, and the file that keeps which position became which. */
export interface CopyOptions {
  readonly from: string;
  readonly to: string;
  readonly map: string;
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
