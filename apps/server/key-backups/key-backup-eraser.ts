import { messageOf, type Timers } from '@ledgerdesk/kernel';
import { realTimers } from '@ledgerdesk/runtime';
import type { KeyStore } from '@ledgerdesk/sealing';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Subscription } from 'rxjs';
import { dataFolderAt } from '../data-folder.js';
import type { Settings } from '../settings.js';
import { threadScript } from '../thread-script.js';
import { type KeyBackupErasure, registeredKeyBackups } from './key-backups.js';
import { readUnreached, type UnreachedKeyBackup, unreachedAfter, writeUnreached } from './unreached-key-backups.js';

/** What the eraser needs. */
export interface KeyBackupEraserOptions {
  readonly settings: Settings;
  readonly keys: Pick<KeyStore, 'erasures'>;
  /** Called with each folder that was not reached. */
  readonly onWarning: (message: string) => void;
  /** Waits between attempts. Default: the timers of the machine. */
  readonly timers?: Pick<Timers, 'after'>;
  /** Erases from all registered backups of keys. Default: in a thread of its own. */
  readonly erase?: (settings: Settings) => Promise<readonly KeyBackupErasure[]>;
}

const eraseInThread = async (settings: Settings): Promise<readonly KeyBackupErasure[]> => {
  const thread = new Worker(threadScript('key-backups/key-backups-thread'), { workerData: settings });
  const [erasures] = (await once(thread, 'message')) as [readonly KeyBackupErasure[]];
  return erasures;
};

/** Wait after the first attempt that did not reach all folders; it doubles with each, up to the longest. In ms. */
const RETRY_MS = { first: 30_000, longest: 3_600_000 };

/**
 * Erases from the backups of keys in all registered folders: when the engine starts, for what a crash has left undone,
 * and after each erasure. Erasures that arrive meanwhile are covered by one more round. Folders that are not reached
 * are on record in the data folder, and tried again until they are.
 */
export class KeyBackupEraser {
  private readonly subscription: Subscription;
  private running: Promise<void> | undefined;
  private isDue = false;
  private unreached: readonly UnreachedKeyBackup[];
  private failures = 0;
  private cancelRetry: (() => void) | undefined;
  private isClosed = false;

  constructor(private readonly options: KeyBackupEraserOptions) {
    this.unreached = readUnreached(options.settings.DATA_DIR);
    this.subscription = options.keys.erasures.subscribe(() => this.start());
    this.start();
  }

  /** Ends after the round that is running. */
  async close(): Promise<void> {
    this.subscription.unsubscribe();
    this.isClosed = true;
    this.cancelRetry?.();
    this.isDue = false;
    await this.running;
  }

  /** The folders that erased people are still in. */
  get status(): readonly UnreachedKeyBackup[] {
    return this.unreached;
  }

  private start(): void {
    this.cancelRetry?.();
    this.isDue = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
    });
  }

  private async run(): Promise<void> {
    while (this.isDue) {
      this.isDue = false;
      await this.erase();
    }
  }

  private async erase(): Promise<void> {
    const { onWarning } = this.options;
    try {
      this.note(await this.attempt());
    } catch (error) {
      onWarning(`The backups of keys that erased people are still in are not on record: ${messageOf(error)}`);
      this.retry();
    }
    if (this.unreached.length > 0) this.retry();
    else this.failures = 0;
  }

  /**
   * How the erasure went in each folder. If it failed as a whole, what the folder of the list says, and of those that
   * were not reached before, that they still are not.
   */
  private async attempt(): Promise<readonly Pick<KeyBackupErasure, 'place' | 'failure'>[]> {
    const { settings, erase = eraseInThread } = this.options;
    try {
      return registeredKeyBackups(settings.DATA_DIR).length === 0 ? [] : await erase(settings);
    } catch (error) {
      const list = dataFolderAt(settings.DATA_DIR).keyBackups;
      return [...this.unreached.filter(({ place }) => place !== list), { place: list, failure: messageOf(error) }];
    }
  }

  /** Records what was not reached, and warns of what was reached before. */
  private note(erasures: readonly Pick<KeyBackupErasure, 'place' | 'failure'>[]): void {
    const { settings, onWarning } = this.options;
    const before = this.unreached;
    this.unreached = unreachedAfter(before, erasures, new Date().toISOString());
    for (const { place, failure } of this.unreached)
      if (before.every((one) => one.place !== place || one.failure !== failure))
        onWarning(
          `Erased people are still in the backups of keys in ${place} (${failure}). It is tried again. Connect it, ` +
            'or delete it and take it out of key-backups.json.',
        );
    writeUnreached(settings.DATA_DIR, this.unreached);
  }

  private retry(): void {
    if (this.isClosed) return;
    this.cancelRetry?.();
    const { first, longest } = RETRY_MS;
    const delay = Math.min(longest, first * 2 ** Math.min(this.failures, 20));
    this.failures += 1;
    this.cancelRetry = (this.options.timers ?? realTimers).after(delay, () => this.start());
  }
}
