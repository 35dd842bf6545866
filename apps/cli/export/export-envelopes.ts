import { isLeaf, pagesOf, readEpoch, type ReadableLog } from '@ledgerdesk/event-store';
import { envelopeFrame, envelopeOf, exportEnd, exportHeader } from '@ledgerdesk/ledger';
import { originOf } from '../../server/ledger/ledger-config.js';
import type { Settings } from '../../server/settings.js';
import { writeStdout } from '../terminal/stdout.js';

/** Which leaves to export. Default: all. */
export interface EnvelopeRange {
  /** Index of the first leaf, from 0. */
  readonly first?: number;
  /** Number of leaves. */
  readonly count?: number;
}

/**
 * Writes the envelopes of the log's leaves to stdout, in log order, in the format of libs/ledger/envelope-export.ts:
 * the bytes that the tree covers, as they are stored, without positions.
 */
export const exportEnvelopes = async (
  log: ReadableLog,
  settings: Pick<Settings, 'LEDGER_NAME' | 'TENANT'>,
  { first = 0, count = Infinity }: EnvelopeRange,
): Promise<void> => {
  const source = log.all ?? log;
  const origin = originOf(settings, await readEpoch(source));
  let [index, written] = [0, 0];
  await writeStdout(exportHeader({ origin, first }));
  for await (const { events } of pagesOf(source)) {
    const frames: Uint8Array[] = [];
    for (const event of events.filter(isLeaf)) {
      if (index >= first && index < first + count) frames.push(envelopeFrame(envelopeOf(event)));
      index += 1;
    }
    written += frames.length;
    if (frames.length > 0) await writeStdout(Buffer.concat(frames));
    if (index >= first + count) break;
  }
  await writeStdout(exportEnd(written));
};
