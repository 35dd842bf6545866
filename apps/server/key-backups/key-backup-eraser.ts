import { messageOf } from '@ledgerdesk/kernel';
import type { KeyStore } from '@ledgerdesk/sealing';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Subscription } from 'rxjs';
import type { Settings } from '../settings.js';
import { threadScript } from '../thread-script.js';
import { type KeyBackupErasure, registeredKeyBackups } from './key-backups.js';

/** What the eraser needs. */
export interface KeyBackupEraserOptions {
  readonly settings: Settings;
  readonly keys: Pick<KeyStore, 'erasures'>;
  /** Called with each folder that was not reached. */
  readonly onWarning: (message: string) => void;
  /** Erases from all registered backups of keys. Default: in a thread of its own. */
  readonly erase?: (settings: Settings) => Promise<readonly KeyBackupErasure[]>;
}

const eraseInThread = async (settings: Settings): Promise<readonly KeyBackupErasure[]> => {
  const thread = new Worker(threadScript('key-backups/key-backups-thread'), { workerData: settings });
  const [erasures] = (await once(thread, 'message')) as [readonly KeyBackupErasure[]];
  return erasures;
};

/**
 * Erases from the backups of keys in all registered folders: when the engine starts, for what a crash has left undone,
 * and after each erasure. Erasures that arrive meanwhile are covered by one more round.
 */
export class KeyBackupEraser {
  private readonly subscription: Subscription;
  private running: Promise<void> | undefined;
  private isDue = false;

  constructor(private readonly options: KeyBackupEraserOptions) {
    this.subscription = options.keys.erasures.subscribe(() => this.start());
    this.start();
  }

  /** Ends after the round that is running. */
  async close(): Promise<void> {
    this.subscription.unsubscribe();
    this.isDue = false;
    await this.running;
  }

  private start(): void {
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
    const { settings, onWarning, erase = eraseInThread } = this.options;
    try {
      if (registeredKeyBackups(settings.DATA_DIR).length === 0) return;
      for (const { place, failure } of await erase(settings))
        if (failure !== null)
          onWarning(
            `Erased people are still in the backups of keys in ${place} (${failure}). Connect it and run ` +
              '"ledgerdesk backup" with it, or delete it.',
          );
    } catch (error) {
      onWarning(`Erased people may still be in backups of keys: ${messageOf(error)}`);
    }
  }
}
