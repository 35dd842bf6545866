import { leafOf, type StoredEvent } from '@ledgerdesk/event-store';
import {
  envelopeFrame,
  envelopeOf,
  exportEnd,
  exportHeader,
  type Finding,
  isFinding,
  parseVerifierKey,
  readCheckpoint,
} from '@ledgerdesk/ledger';
import type { SavedCheckpoint } from '@ledgerdesk/integrity';
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { verifyWholeLog } from '../../apps/verify/whole-log.js';

/** What the verifier of outsiders says of an export of events, written to `path`, by a checkpoint that was saved. */
export const verifierFindings = async (
  path: string,
  events: readonly Omit<StoredEvent, 'position'>[],
  saved: SavedCheckpoint,
): Promise<readonly Finding[]> => {
  const trust = { keys: [parseVerifierKey(saved.vkey ?? '')] };
  const checkpoint = readCheckpoint(saved.note, trust, 'checkpoint');
  if (isFinding(checkpoint)) return [checkpoint];
  const leaves = events.filter((event) => leafOf(event) !== undefined);
  const covered = leaves.slice(0, checkpoint.size).map((event) => envelopeFrame(envelopeOf(event)));
  const { origin } = checkpoint;
  writeFileSync(path, Buffer.concat([exportHeader({ origin, first: 0 }), ...covered, exportEnd(covered.length)]));
  const script = pathToFileURL(__filename);
  return (await verifyWholeLog({ path, script, threads: 0, checkpoint, saved: checkpoint })).findings;
};
