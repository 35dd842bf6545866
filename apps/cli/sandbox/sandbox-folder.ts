import { StoreLocked } from '@ledgerdesk/event-store';
import { openSqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import { createPrivateFolder, replaceFile } from '@ledgerdesk/files';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Marks the data folder of a sandbox, and says whether its story is told. */
const MARK = 'sandbox.json';

/** The folder belongs to something else. */
class NotASandbox extends Error {
  readonly code = 'not-a-sandbox';
  constructor(folder: string) {
    super(`${folder} is not the folder of a sandbox, and stays as it is. Set SANDBOX_DIR to another folder.`);
  }
}

/** An engine runs in the folder: this sandbox in another terminal. */
class SandboxInUse extends Error {
  readonly code = 'sandbox-in-use';
  constructor(folder: string) {
    super(`a sandbox is running in ${folder}, and stays as it is. Stop it, or set SANDBOX_DIR to another folder.`);
  }
}

/** The data folder of a sandbox. Only a folder with its mark is ever deleted. */
export class SandboxFolder {
  private readonly mark: string;

  constructor(readonly path: string) {
    this.mark = join(path, MARK);
  }

  /**
   * Returns true if the folder has a sandbox whose story is told. Else makes an empty one, and so with `fresh`.
   * @throws NotASandbox if the folder contains something else
   * @throws SandboxInUse if it would delete what an engine is using
   */
  async prepare({ fresh }: { readonly fresh: boolean }): Promise<boolean> {
    const isSandbox = existsSync(this.mark);
    if (!isSandbox && existsSync(this.path) && readdirSync(this.path).length > 0) throw new NotASandbox(this.path);
    if (isSandbox && !fresh && this.isTold()) return true;
    await this.assertUnused();
    rmSync(this.path, { recursive: true, force: true });
    createPrivateFolder(this.path);
    this.write(false);
    return false;
  }

  /** Records that the story is told: the next start continues. */
  complete(): void {
    this.write(true);
  }

  private async assertUnused(): Promise<void> {
    const file = join(this.path, 'events.db');
    if (!existsSync(file)) return;
    try {
      await (await openSqliteEventStore({ file, thread: false })).close();
    } catch (error) {
      // What cannot be read is made anew.
      if (error instanceof StoreLocked) throw new SandboxInUse(this.path);
    }
  }

  private isTold(): boolean {
    return readFileSync(this.mark, 'utf8').includes('"told":true');
  }

  private write(told: boolean): void {
    replaceFile(this.mark, `${JSON.stringify({ told })}\n`);
  }
}
