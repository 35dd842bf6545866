import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/** When the files of a copy were changed, in seconds since 1970: before whatever is done to them. */
const UNTOUCHED = 1;

/** Memory that the users of a database share. It is written without a new time, and made again by the next user. */
const SHARED_MEMORY = /-shm$/;

interface Entry {
  /** Path below the folder. */
  readonly name: string;
  readonly isFolder: boolean;
}

const entriesOf = (folder: string, below = ''): readonly Entry[] =>
  readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = join(below, entry.name);
    return entry.isDirectory() ? [{ name, isFolder: true }, ...entriesOf(folder, name)] : [{ name, isFolder: false }];
  });

/** A copy of a folder, to be changed and put back. Only the files that were written to are copied again. */
export class WorkingCopy {
  private readonly folders = new Set<string>();
  private readonly sizes = new Map<string, number>();

  /** `original` stays as it is. `path` is created. */
  constructor(
    private readonly original: string,
    readonly path: string,
  ) {
    for (const { name, isFolder } of entriesOf(original))
      if (isFolder) this.folders.add(name);
      else if (!SHARED_MEMORY.test(name)) this.sizes.set(name, statSync(join(original, name)).size);
    mkdirSync(path, { recursive: true });
    this.restore();
  }

  /** Makes the copy equal to the original again. */
  restore(): void {
    const entries = entriesOf(this.path);
    const kept = new Set(entries.filter((entry) => this.isUntouched(entry)).map(({ name }) => name));
    for (const { name } of entries)
      if (!kept.has(name)) rmSync(join(this.path, name), { recursive: true, force: true });
    for (const name of this.folders) mkdirSync(join(this.path, name), { recursive: true });
    for (const name of this.sizes.keys()) if (!kept.has(name)) this.copy(name);
  }

  private isUntouched({ name, isFolder }: Entry): boolean {
    if (isFolder) return this.folders.has(name);
    const { size, mtimeMs } = statSync(join(this.path, name));
    return size === this.sizes.get(name) && mtimeMs === UNTOUCHED * 1_000;
  }

  private copy(name: string): void {
    const copy = join(this.path, name);
    copyFileSync(join(this.original, name), copy);
    utimesSync(copy, UNTOUCHED, UNTOUCHED);
  }
}
