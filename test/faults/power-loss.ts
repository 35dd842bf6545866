import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Random } from '../../apps/cli/simulate/random.js';
import type { RecordedChange } from './recording.js';

/** What a disk writes at once. */
const SECTOR = 512;

/** The bytes of a file. Grows in steps, because recordings consist of many small writes. */
class Content {
  private bytes = Buffer.alloc(0);
  private length = 0;

  apply({ operation, number, data }: RecordedChange): void {
    this.resize(operation === 'truncate' ? number : Math.max(this.length, number + data.length));
    data.copy(this.bytes, number);
  }

  /** Returns the bytes after further changes. This content stays as it is. */
  with(changes: readonly RecordedChange[]): Buffer {
    const copy = new Content();
    copy.bytes = Buffer.from(this.bytes.subarray(0, this.length));
    copy.length = this.length;
    for (const change of changes) copy.apply(change);
    return copy.bytes.subarray(0, copy.length);
  }

  private resize(length: number): void {
    if (length > this.bytes.length) this.bytes = Buffer.concat([this.bytes.subarray(0, this.length)], 2 * length);
    else this.bytes.fill(0, Math.min(length, this.length), Math.max(length, this.length));
    this.length = length;
  }
}

interface Inode {
  /** What is on the disk for certain. */
  readonly durable: Content;
  /** Writes and truncations since the last sync. */
  pending: RecordedChange[];
}

/** Files by their paths. Of a folder only the path matters. */
type Names = Map<string, Inode | 'folder'>;

interface PowerLossOptions {
  /** The folder whose files were recorded. */
  readonly root: string;
  readonly random: Random;
  /** Treats the disk as one that never syncs: the control, whose images must show losses. */
  readonly dropSyncs?: boolean;
}

/** A write of which only some sectors reached the disk. */
const torn = (change: RecordedChange, random: Random): RecordedChange[] => {
  const parts: RecordedChange[] = [];
  for (let from = 0; from < change.data.length; from += SECTOR)
    if (random.chance(0.5))
      parts.push({ ...change, number: change.number + from, data: change.data.subarray(from, from + SECTOR) });
  return parts;
};

/**
 * The state of a disk on which the power fails: every change that was synced, and any part of the others, in any order
 * of files. Names change in order, as on a journaling file system: those that no sync of their folder made durable end
 * at a random point.
 *
 * @example
 * const disk = new PowerLoss({ root, random });
 * for (const change of recording) {
 *   disk.apply(change);
 *   disk.writeTo(image);
 * }
 */
export class PowerLoss {
  private readonly inodes: Names = new Map();
  private readonly durableNames: Names = new Map();
  private readonly pendingNames: RecordedChange[] = [];

  constructor(private readonly options: PowerLossOptions) {}

  /** Writes the files that are there if the power fails now into a folder. */
  writeTo(folder: string): void {
    const { root, random } = this.options;
    const survived = random.integer(0, this.pendingNames.length);
    const names: Names = new Map(this.durableNames);
    for (const change of this.pendingNames.slice(0, survived)) this.rename(names, change);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const [path, inode] of names) {
      if (inode === 'folder' || !this.hasFolders(path, names)) continue;
      const file = join(folder, relative(root, path));
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, this.contentOf(inode), { mode: 0o600 });
    }
  }

  private contentOf({ durable, pending }: Inode): Buffer {
    const { random } = this.options;
    const reached = pending.flatMap((change) => {
      if (random.chance(0.4)) return [change];
      return change.operation === 'write' && random.chance(0.3) ? torn(change, random) : [];
    });
    return durable.with(reached);
  }

  /** Makes one change. */
  apply(change: RecordedChange): void {
    const { operation, path } = change;
    if (operation === 'sync') return this.sync(path);
    if (operation === 'write' || operation === 'truncate') {
      const inode = this.inodes.get(path);
      if (inode !== undefined && inode !== 'folder') inode.pending.push(change);
      return;
    }
    const named = { ...change, ...(operation === 'create' && { number: this.create() }) };
    this.pendingNames.push(named);
    this.rename(this.inodes, named);
  }

  /** Files by number, because a name may be used again. */
  private readonly files: Inode[] = [];

  private create(): number {
    return this.files.push({ durable: new Content(), pending: [] }) - 1;
  }

  private sync(path: string): void {
    if (this.options.dropSyncs === true) return;
    const inode = this.inodes.get(path);
    if (inode !== undefined && inode !== 'folder') {
      for (const change of inode.pending) inode.durable.apply(change);
      inode.pending = [];
      return;
    }
    // A folder: its names are durable, and with them, in order, those before them.
    const last = this.pendingNames.findLastIndex((change) => foldersOf(change).includes(path));
    for (const change of this.pendingNames.splice(0, last + 1)) this.rename(this.durableNames, change);
  }

  private rename(names: Names, { operation, path, number, data }: RecordedChange): void {
    const inode = operation === 'create' ? this.files[number] : names.get(path);
    if (operation === 'create' && inode) names.set(path, inode);
    if (operation === 'mkdir') names.set(path, 'folder');
    if ((operation === 'rename' || operation === 'link') && inode) names.set(data.toString(), inode);
    if (operation === 'rename' || operation === 'unlink' || operation === 'rmdir') names.delete(path);
  }

  /** Returns true if each folder above a path, below the root, is there. */
  private hasFolders(path: string, names: Names): boolean {
    const folder = dirname(path);
    return folder === this.options.root || (names.has(folder) && this.hasFolders(folder, names));
  }
}

/** The folders in which a change of names takes place. */
const foldersOf = ({ operation, path, data }: RecordedChange): readonly string[] =>
  operation === 'rename' || operation === 'link' ? [dirname(path), dirname(data.toString())] : [dirname(path)];
