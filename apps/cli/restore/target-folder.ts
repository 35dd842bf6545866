import { InvalidTarget } from '@ledgerdesk/backup';
import { createPrivateFolder, pathKind, replaceFile, requireAccess, syncFolder } from '@ledgerdesk/files';
import { readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RESTORE_DRAFT, RESTORE_MOVES } from '../../server/data-folder.js';

/** Moved last: without them, no version of the engine takes the folder for whole. */
const LAST = ['outbox.db', 'events.db'];
/** What a new file system may have. */
const IGNORED = 'lost+found';

const rank = (name: string): number => LAST.indexOf(name);

/** One step, after which a crash leaves a folder that the next restore can empty. */
type Step = () => void;

/**
 * The empty folder that a backup is restored into. What is restored is whole in a draft before the first file gets its
 * place, and the folder names what it moves: it is a data folder once the last name is gone, and can be emptied before.
 */
export class TargetFolder {
  readonly path: string;
  /** Holds what is restored until all of it is. */
  readonly draft: string;
  private readonly moves: string;

  /**
   * Creates the folder if it is missing, and deletes what a restore has left in it that was interrupted.
   * @throws InvalidTarget if it has other files
   */
  constructor(path: string) {
    this.path = resolve(path);
    this.draft = join(this.path, RESTORE_DRAFT);
    this.moves = join(this.path, RESTORE_MOVES);
    if (pathKind(this.path) === 'other')
      throw new InvalidTarget(`${path} is not a folder. Name a new or empty folder.`);
    createPrivateFolder(this.path);
    requireAccess(this.path, 'write folder');
    const own = new Set([IGNORED, RESTORE_DRAFT, RESTORE_MOVES, ...this.moved()]);
    const others = readdirSync(this.path).filter((name) => !own.has(name));
    if (others.length > 0)
      throw new InvalidTarget(
        `${path} is not empty (${others.slice(0, 3).join(', ')}). A backup is restored into a new or empty folder.`,
      );
    this.discard();
    createPrivateFolder(this.draft);
  }

  /** Moves the restored files to their final places, durably. */
  finish(): void {
    for (const step of this.steps()) step();
  }

  /** The steps of `finish`, the log last. */
  steps(): readonly Step[] {
    const names = readdirSync(this.draft).toSorted((a, b) => rank(a) - rank(b));
    return [
      () => replaceFile(this.moves, `${JSON.stringify(names)}\n`),
      ...names.map((name) => () => {
        renameSync(join(this.draft, name), join(this.path, name));
        syncFolder(this.path);
      }),
      () => rmSync(this.draft, { recursive: true }),
      () => rmSync(this.moves),
      () => syncFolder(this.path),
    ];
  }

  /** Deletes what was restored until an error or a crash, and its names last. */
  discard(): void {
    for (const name of this.moved()) rmSync(join(this.path, name), { recursive: true, force: true });
    rmSync(this.draft, { recursive: true, force: true });
    syncFolder(this.path);
    rmSync(this.moves, { force: true });
    syncFolder(this.path);
  }

  /** Names of what a restore has moved, or was about to. */
  private moved(): readonly string[] {
    if (!statSync(this.moves, { throwIfNoEntry: false })?.isFile()) return [];
    const content: unknown = JSON.parse(readFileSync(this.moves, 'utf8'));
    const names: readonly unknown[] = Array.isArray(content) ? content : [];
    return names.filter((name): name is string => typeof name === 'string' && !/[/\\]|^\.*$/.test(name));
  }
}
