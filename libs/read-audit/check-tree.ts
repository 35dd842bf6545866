import { Frontier, type NoteVerifier, openNote, parseCheckpoint } from '@ledgerdesk/ledger';
import { messageOf } from '@ledgerdesk/kernel';
import type { ReadAuditReader, ReadCheckpoint } from './port.js';
import { hashOfRecord } from './tree.js';

/** A problem found in the read audit: where it is, and what it means. */
export interface ReadAuditFinding {
  /** What the finding is about: `record 17`, `tree`, `checkpoint 120`. */
  readonly place: string;
  readonly meaning: string;
}

/** What a check of the read audit found. */
export interface ReadAuditCheck {
  readonly size: number;
  /** Records that have been dropped by the retention: their hashes are verified, their contents are gone. */
  readonly dropped: number;
  readonly findings: readonly ReadAuditFinding[];
}

interface CheckOptions {
  /** The keys that sign checkpoints of an origin. Undefined: signatures are not verified. */
  readonly verifiers?: ((origin: string) => readonly NoteVerifier[]) | undefined;
  /** Checkpoints that the auditor has saved, as signed notes. */
  readonly saved?: readonly string[];
  /** Called after each page of leaves. */
  readonly onPage?: (leaves: number) => void;
}

/** Findings of one kind that are listed: a file with another key has as many as records. */
const MAX_FINDINGS = 100;
const PAGE = 1_000;

interface ExpectedRoot {
  readonly place: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The root that a checkpoint claims, or why it cannot be believed. */
const expectationOf = (
  place: string,
  note: string,
  treeId: string,
  { verifiers }: CheckOptions,
): ExpectedRoot | ReadAuditFinding => {
  try {
    const { text } = verifiers ? openNote(note, verifiers(originIn(note))) : { text: textIn(note) };
    const { origin, size, root } = parseCheckpoint(text);
    if (!origin.endsWith(`/reads/${treeId}`))
      return { place, meaning: `It is of ${origin}, which is another tree than that of this read audit.` };
    return { place, size, root };
  } catch (error) {
    return { place, meaning: `It is not signed by the key of the ledger, or is damaged: ${messageOf(error)}` };
  }
};

const originIn = (note: string): string => note.slice(0, note.indexOf('\n'));
const textIn = (note: string): string => note.slice(0, note.lastIndexOf('\n\n') + 1);

const isFinding = (one: ExpectedRoot | ReadAuditFinding): one is ReadAuditFinding => 'meaning' in one;

/** Every checkpoint that is kept. */
const keptCheckpoints = async (audit: ReadAuditReader): Promise<readonly ReadCheckpoint[]> => {
  const all: ReadCheckpoint[] = [];
  for (let from = 0; ; from = (all.at(-1)?.size ?? 0) + 1) {
    const page = await audit.checkpoints(from, PAGE);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
};

/**
 * Checks every record against its leaf hash, the leaf hashes against the tree, and the tree against the checkpoints
 * that are kept and those that an auditor has saved. Records that the retention has dropped are verified by their
 * hashes. Reads all leaves, in pages.
 */
export const checkReadAudit = async (audit: ReadAuditReader, options: CheckOptions = {}): Promise<ReadAuditCheck> => {
  const findings: ReadAuditFinding[] = [];
  const report = (finding: ReadAuditFinding): void => void (findings.length < MAX_FINDINGS && findings.push(finding));
  const tree = await audit.tree();
  const kept = (await keptCheckpoints(audit)).map(({ size, note }) =>
    expectationOf(`checkpoint ${size}`, note, tree.id, options),
  );
  const saved = (options.saved ?? []).map((note, index) =>
    expectationOf(`saved checkpoint ${index + 1}`, note, tree.id, options),
  );
  const expected = [...kept, ...saved];
  expected.filter(isFinding).forEach(report);
  const roots = expected.flatMap((one) => (isFinding(one) ? [] : [one]));
  roots.push({ place: 'tree', size: tree.size, root: tree.root });

  const frontier = new Frontier();
  const compare = (): void => {
    for (const { place, root } of roots.filter(({ size }) => size === frontier.size))
      if (Buffer.compare(root, frontier.root()) !== 0)
        report({ place, meaning: `Its root is not that of the first ${frontier.size} records: some were changed.` });
  };
  let dropped = 0;
  compare();
  for (let from = 0; from < tree.size; from = frontier.size) {
    const leaves = await audit.leaves(from, Math.min(PAGE, tree.size - from));
    for (const { leaf, hash, text } of leaves) {
      if (leaf !== frontier.size) break;
      if (text === undefined) dropped += 1;
      else if (!hashOfRecord(text).equals(hash))
        report({ place: `record ${leaf}`, meaning: 'It was changed after it was recorded.' });
      frontier.append(hash);
      compare();
    }
    options.onPage?.(frontier.size);
    if (leaves.length === 0 || frontier.size < from + leaves.length) break;
  }
  if (frontier.size < tree.size)
    report({ place: `record ${frontier.size}`, meaning: 'Its leaf hash is missing: records were removed.' });
  for (const { place, size } of roots.filter((one) => one.size > tree.size))
    report({ place, meaning: `It is of ${size} records, but the read audit has ${tree.size}: records were removed.` });
  return { size: tree.size, dropped, findings };
};
