import { InvalidTarget } from '@ledgerdesk/backup';
import { createPrivateFolder, requireAccess, syncFolder } from '@ledgerdesk/files';
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** What a restore writes first, in the target, so that both are on one disk. */
const DRAFT = 'restore.unfinished';
/** Moved last: without them, no engine takes the folder for whole. */
const LAST = ['outbox.db', 'events.db'];
/** What a new file system may have. */
const IGNORED = 'lost+found';

/** The empty folder that a backup is restored into. */
export class TargetFolder {
  readonly path: string;
  /** Holds what is restored until all of it is. */
  readonly draft: string;

  /**
   * Creates the folder if it is missing, and deletes what a restore has left in it that was interrupted.
   * @throws InvalidTarget if it is not empty
   */
  constructor(path: string) {
    this.path = resolve(path);
    this.draft = join(this.path, DRAFT);
    const found = statSync(this.path, { throwIfNoEntry: false });
    if (found && !found.isDirectory()) throw new InvalidTarget(`${path} is not a folder. Name a new or empty folder.`);
    createPrivateFolder(this.path);
    requireAccess(this.path, 'write folder');
    const others = readdirSync(this.path).filter((name) => name !== DRAFT && name !== IGNORED);
    if (others.length > 0)
      throw new InvalidTarget(
        `${path} is not empty (${others.slice(0, 3).join(', ')}). A backup is restored into a new or empty folder.`,
      );
    rmSync(this.draft, { recursive: true, force: true });
    createPrivateFolder(this.draft);
  }

  /** Gives what was restored its place, durably, the log last. */
  finish(): void {
    const names = readdirSync(this.draft).toSorted((a, b) => rank(a) - rank(b));
    for (const name of names) {
      renameSync(join(this.draft, name), join(this.path, basename(name)));
      syncFolder(this.path);
    }
    rmSync(this.draft, { recursive: true });
    syncFolder(this.path);
  }

  /** Deletes what was restored until an error. */
  discard(): void {
    rmSync(this.draft, { recursive: true, force: true });
  }
}

const rank = (name: string): number => LAST.indexOf(name);
