import { Frontier, type NoteVerifier, openNote, parseCheckpoint } from '@ledgerdesk/ledger';
import { messageOf } from '@ledgerdesk/kernel';
import { MissingRecords, type RecordedDrop, type UnexplainedRecords } from './dropped-records.js';
import { indexFlaw } from './index-flaw.js';
import type { IndexedRead, ReadAuditReader, ReadCheckpoint, ReadLeaf, ReadTree } from './port.js';
import { hashOfRecord } from './tree.js';

/**
 * What a problem is about: `tree` a record, a hash or a root, `checkpoint` a checkpoint that is kept or was saved,
 * `deleted` a record whose text was deleted, `index` what queries find records by.
 */
export type ReadAuditFindingKind = 'tree' | 'checkpoint' | 'deleted' | 'index';

/** A problem found in the read audit: where it is, and what it means. */
export interface ReadAuditFinding {
  readonly kind: ReadAuditFindingKind;
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
  /**
   * Reads what the log says was dropped: before the leaves are read, and again afterwards, as an engine may go on
   * dropping. Undefined: any record may have been dropped.
   */
  readonly drops?: (() => Promise<readonly RecordedDrop[]>) | undefined;
  /** Called after each page with its number of leaves. Awaited: it may pause. */
  readonly onPage?: (leaves: number) => Promise<void> | void;
}

/** Findings that are listed: a file with another key has as many as records. */
const MAX_FINDINGS = 100;
const PAGE = 1_000;

/** A root that the tree must have at a size, and what it means if it has not. */
interface ExpectedRoot {
  readonly place: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Called if the tree has this root. */
  readonly onSame?: () => void;
  /** Default: reports it. A root of another tree may differ. */
  readonly onOther?: () => void;
}

const finding = (kind: ReadAuditFindingKind, place: string, meaning: string): ReadAuditFinding => ({
  kind,
  place,
  meaning,
});

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
      return finding('checkpoint', place, `It is of ${origin}, which is another tree than that of this read audit.`);
    return { place, size, root };
  } catch (error) {
    const meaning = `It is not signed by the key of the ledger, or is damaged: ${messageOf(error)}`;
    return finding('checkpoint', place, meaning);
  }
};

const originIn = (note: string): string => note.slice(0, note.indexOf('\n'));
const textIn = (note: string): string => note.slice(0, note.lastIndexOf('\n\n') + 1);

const bySize = (roots: readonly ExpectedRoot[]): ReadonlyMap<number, readonly ExpectedRoot[]> => {
  const sizes = new Map<number, ExpectedRoot[]>();
  for (const root of roots) {
    const known = sizes.get(root.size);
    if (known) known.push(root);
    else sizes.set(root.size, [root]);
  }
  return sizes;
};

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

/** One check of a read audit, from its first leaf to the last one that it has when the check begins. */
class ReadAuditRun {
  private readonly findings: ReadAuditFinding[] = [];
  private readonly frontier = new Frontier();
  private readonly missing = new MissingRecords();
  /** By size. */
  private roots: ReadonlyMap<number, readonly ExpectedRoot[]> = new Map();
  /** Places of the drops of which it is known that they are of this tree. */
  private readonly ofThisTree = new Set<string>();

  constructor(
    private readonly audit: ReadAuditReader,
    private readonly options: CheckOptions,
    private readonly tree: ReadTree,
  ) {}

  async check(): Promise<ReadAuditCheck> {
    const { tree, options } = this;
    this.roots = bySize([...(await this.claimedRoots()), ...this.rootsOfDrops((await options.drops?.()) ?? [])]);
    await this.readLeaves();
    const drops = (await options.drops?.()) ?? [];
    const ofTree = drops.filter((drop) => drop.tree.id === tree.id || this.ofThisTree.has(drop.place));
    if (options.drops) for (const records of this.missing.beyond(ofTree)) this.report(deleted(records));
    return { size: tree.size, dropped: this.missing.count, findings: this.findings };
  }

  private report(found: ReadAuditFinding): void {
    if (this.findings.length < MAX_FINDINGS) this.findings.push(found);
  }

  /** The roots that the tree itself and its checkpoints name. */
  private async claimedRoots(): Promise<readonly ExpectedRoot[]> {
    const { audit, options, tree } = this;
    const kept = (await keptCheckpoints(audit)).map(({ size, note }) =>
      expectationOf(`checkpoint ${size}`, note, tree.id, options),
    );
    const saved = (options.saved ?? []).map((note, index) =>
      expectationOf(`saved checkpoint ${index + 1}`, note, tree.id, options),
    );
    const claimed = [...kept, ...saved];
    for (const one of claimed.filter(isFinding)) this.report(one);
    const own = { place: 'tree', size: tree.size, root: tree.root };
    return [...claimed.flatMap((one) => (isFinding(one) ? [] : [one])), own];
  }

  /** The roots that the log names. One of a tree with another id, such as that before a restore, may be another. */
  private rootsOfDrops(drops: readonly RecordedDrop[]): readonly ExpectedRoot[] {
    return drops.map(({ place, tree: { id, size, root } }) => ({
      place,
      size,
      root,
      onSame: () => void this.ofThisTree.add(place),
      ...(id !== this.tree.id && { onOther: () => undefined }),
    }));
  }

  private async readLeaves(): Promise<void> {
    const { audit, frontier, tree, options } = this;
    this.compareRoots();
    for (let from = 0; from < tree.size; from = frontier.size) {
      const leaves = await audit.leaves(from, Math.min(PAGE, tree.size - from));
      const whole = leaves.filter(({ leaf }, index) => leaf === from + index);
      await this.checkIndexes(whole);
      for (const leaf of whole) this.checkLeaf(leaf);
      await options.onPage?.(whole.length);
      if (whole.length === 0 || whole.length < leaves.length) break;
    }
    if (frontier.size < tree.size)
      this.report(finding('tree', `record ${frontier.size}`, 'Its leaf hash is missing: records were removed.'));
    for (const { place, size, onOther } of [...this.roots.values()].flat())
      if (size > tree.size && !onOther)
        this.report(
          finding('tree', place, `It is of ${size} records, but the read audit has ${tree.size}: some were removed.`),
        );
  }

  private checkLeaf({ leaf, hash, text }: ReadLeaf): void {
    if (text === undefined) this.missing.add(leaf);
    else if (!hashOfRecord(text).equals(hash))
      this.report(finding('tree', `record ${leaf}`, 'It was changed after it was recorded.'));
    this.frontier.append(hash);
    this.compareRoots();
  }

  /** Compares what queries find the records of a page by with these records. */
  private async checkIndexes(leaves: readonly ReadLeaf[]): Promise<void> {
    const [first, last] = [leaves[0], leaves.at(-1)];
    if (!first || !last) return;
    const indexed = await this.audit.indexed(first.leaf, last.leaf);
    const byLeaf = new Map<number, IndexedRead>(indexed.map((one) => [one.leaf, one]));
    for (const { leaf, hash, text } of leaves) {
      // Of a record that was changed, another finding tells.
      if (text !== undefined && !hashOfRecord(text).equals(hash)) continue;
      const flaw = indexFlaw(text, byLeaf.get(leaf));
      if (flaw !== undefined && (await this.isKept(leaf, text))) this.report(finding('index', `record ${leaf}`, flaw));
    }
  }

  /** False if an engine has dropped the record meanwhile. */
  private async isKept(leaf: number, text: string | undefined): Promise<boolean> {
    return (await this.audit.leaves(leaf, 1))[0]?.text === text;
  }

  private compareRoots(): void {
    const { size } = this.frontier;
    for (const { place, root, onSame, onOther } of this.roots.get(size) ?? [])
      if (Buffer.compare(root, this.frontier.root()) === 0) onSame?.();
      else if (onOther) onOther();
      else this.report(finding('tree', place, `Its root is not that of the first ${size} records: some were changed.`));
  }
}

const deleted = ({ first, last, count }: UnexplainedRecords): ReadAuditFinding => {
  const place = first === last ? `record ${first}` : `records ${first} to ${last}`;
  return finding(
    'deleted',
    place,
    `The text of ${count === 1 ? 'a record' : `${count} records`} was deleted that no retention on the log dropped.`,
  );
};

/**
 * Checks every record against its leaf hash, the leaf hashes against the tree, and the tree against the checkpoints
 * that are kept and those that an auditor has saved. Records without text are verified by their hashes, and must have
 * been dropped as the log says. Reads all leaves, in pages.
 *
 * @example
 * const { findings } = await checkReadAudit(audit, { verifiers: readVerifiers(vkeys), drops: () => dropsOn(log) });
 */
export const checkReadAudit = async (audit: ReadAuditReader, options: CheckOptions = {}): Promise<ReadAuditCheck> =>
  new ReadAuditRun(audit, options, await audit.tree()).check();
