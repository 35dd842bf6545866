import { decode, type ReadableLog, type StoredEvent, streamPagesOf } from '@ledgerdesk/event-store';
import { isLogged, RETENTION_STREAM } from '@ledgerdesk/events';
import { damage, type FindingCode, type Report, unknown } from '@ledgerdesk/integrity';
import { isSameLog } from '@ledgerdesk/ledger';
import {
  checkReadAudit,
  type ReadAuditFindingKind,
  type ReadAuditReader,
  readVerifiers,
  type RecordedDrop,
} from '@ledgerdesk/read-audit';
import { announcedKeys } from '@ledgerdesk/tree-signing';
import type { TreeStore } from '@ledgerdesk/tree-store';
import { ledgerVkeys, originOf } from '../ledger/ledger-config.js';
import type { Settings } from '../settings.js';

/** A read audit to check, and what vouches for it. */
export interface ReadsCheck {
  readonly settings: Pick<Settings, 'DATA_DIR' | 'LEDGER_KEY' | 'LEDGER_NAME' | 'LEDGER_PREVIOUS_KEY' | 'TENANT'>;
  readonly audit: ReadAuditReader;
  /** The log as it is stored. */
  readonly log: Pick<ReadableLog, 'readStream'>;
  /** Undefined if there are none. */
  readonly trees: TreeStore | undefined;
  readonly report: Report;
  /** Called after each page with its number of records. Awaited: it may pause. */
  readonly onPage?: (records: number) => Promise<void> | void;
}

const CODES: Readonly<Record<ReadAuditFindingKind, FindingCode>> = {
  tree: 'read-audit',
  checkpoint: 'read-checkpoint',
  deleted: 'read-deleted',
  index: 'read-index',
};

const PAGE = { limit: 1_000, maxBytes: 1_048_576 };

const dropsIn = (stored: StoredEvent): readonly RecordedDrop[] => {
  const event = decode(stored);
  if (!isLogged(event, ['RetentionApplied']) || !event.data.readTree) return [];
  const { count, readTree } = event.data;
  const { firstLeaf, lastLeaf, id, size, root } = readTree;
  const place = `retention at position ${event.position}`;
  return [{ place, count, firstLeaf, lastLeaf, tree: { id, size, root: Buffer.from(root, 'base64') } }];
};

/** The records of reads that the log says were dropped. */
export const recordedDrops = async (log: Pick<ReadableLog, 'readStream'>): Promise<readonly RecordedDrop[]> => {
  const drops: RecordedDrop[] = [];
  for await (const page of streamPagesOf(log, RETENTION_STREAM, PAGE)) drops.push(...page.flatMap(dropsIn));
  return drops;
};

/** The public keys that may have signed: those of the settings, of the trees of the log, and that the log announces. */
const knownVkeys = async ({ settings, log, trees }: ReadsCheck): Promise<readonly string[]> => {
  const origin = originOf(settings, 0);
  const origins = ((await trees?.origins()) ?? []).filter((other) => isSameLog(other, origin));
  const stored = await Promise.all(origins.map(async (one) => (await trees?.tree(one).keys()) ?? []));
  const announced = (await announcedKeys(log)).flatMap(({ vkey, previousVkey }) => [vkey, previousVkey ?? []].flat());
  return [...new Set([...ledgerVkeys(settings, origin), ...stored.flat().map(({ vkey }) => vkey), ...announced])];
};

/** Verifies with the keys that are keys. One that is damaged is a finding of the checkpoints of the log. */
const verifiersOf = (vkeys: readonly string[]) => {
  const usable = vkeys.flatMap((vkey) => {
    try {
      readVerifiers([vkey]);
      return [vkey];
    } catch {
      return [];
    }
  });
  return usable.length === 0 ? undefined : readVerifiers(usable);
};

/**
 * Checks the records of reads against their tree, the tree against its signed checkpoints and the roots that the log
 * has of it, and those that are gone against what the log says was dropped.
 */
export const checkReads = async (check: ReadsCheck): Promise<void> => {
  const { audit, log, report, onPage } = check;
  const verifiers = verifiersOf(await knownVkeys(check));
  if (!verifiers && (await audit.latestCheckpoint()))
    report(unknown('read-checkpoint', 'read audit', 'no public key of the log is known that verifies its checkpoints'));
  const drops = () => recordedDrops(log);
  const { findings } = await checkReadAudit(audit, { verifiers, drops, ...(onPage && { onPage }) });
  for (const { kind, place, meaning } of findings)
    report(damage(CODES[kind], `read audit, ${place}`, meaning.replace(/\.$/, '')));
};
