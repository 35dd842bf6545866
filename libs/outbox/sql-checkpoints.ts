import type { Checkpoint } from '@ledgerdesk/kernel';
import type { Kysely, Transaction } from 'kysely';
import type { NewMessage } from './message.js';
import { insertInto } from './sql-messages.js';
import type { OutboxTables } from './tables.js';

/** Commits the checkpoints of processes with their messages in one transaction. */
export type CommitCheckpoint = (
  db: Kysely<OutboxTables>,
  work: (transaction: Transaction<OutboxTables>) => Promise<void>,
) => Promise<void>;

const commitDurably: CommitCheckpoint = (db, work) => db.transaction().execute(work);

/** A checkpoint that a process saves, with the messages that it queues. */
interface Save {
  readonly process: string;
  readonly checkpoint: Checkpoint;
  readonly messages: readonly NewMessage[];
}

interface WaitingSave extends Save {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const rowOf = ({ process, checkpoint: { logId, position, eventId, epoch } }: Save) => ({
  process,
  log_id: logId,
  position,
  event_id: eventId ?? null,
  event_position: position,
  epoch: epoch ?? null,
});

/** The last save of each process: a statement inserts a row once. */
const lastOfEach = (saves: readonly Save[]): readonly Save[] => [
  ...new Map(saves.map((save) => [save.process, save])).values(),
];

const write = async (db: Transaction<OutboxTables>, saves: readonly Save[]): Promise<void> => {
  await insertInto(
    db,
    saves.flatMap(({ messages }) => messages),
  );
  await db
    .insertInto('outbox_places')
    .values(lastOfEach(saves).map(rowOf))
    .onConflict((conflict) =>
      conflict.column('process').doUpdateSet((row) => ({
        log_id: row.ref('excluded.log_id'),
        position: row.ref('excluded.position'),
        event_id: row.ref('excluded.event_id'),
        event_position: row.ref('excluded.event_position'),
        epoch: row.ref('excluded.epoch'),
      })),
    )
    .execute();
};

/**
 * Saves the checkpoints of processes in SQL. Those that are saved at the same time share a commit: an event concerns
 * several processes. If that fails, each is saved by itself, so that none fails because of another.
 */
export class SqlCheckpoints {
  /** Processes that have saved a checkpoint before. */
  private readonly saved = new Set<string>();
  private waiting: WaitingSave[] = [];

  /** `commitLater` commits the checkpoints of a process after its first one, which says where the process began. */
  constructor(
    private readonly db: Kysely<OutboxTables>,
    private readonly commitLater: CommitCheckpoint = commitDurably,
  ) {}

  /** Resolves when the checkpoint and the messages are committed. */
  save(process: string, checkpoint: Checkpoint, messages: readonly NewMessage[]): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) queueMicrotask(() => void this.saveWaiting());
      this.waiting.push({ process, checkpoint, messages, resolve, reject });
    });
  }

  private async saveWaiting(): Promise<void> {
    const saves = this.waiting;
    this.waiting = [];
    try {
      await this.commit(saves);
      for (const { resolve } of saves) resolve();
    } catch (error) {
      if (saves.length === 1) saves[0]?.reject(error);
      else for (const save of saves) await this.commit([save]).then(save.resolve, save.reject);
    }
  }

  private async commit(saves: readonly Save[]): Promise<void> {
    const areLater = saves.every(({ process }) => this.saved.has(process));
    await (areLater ? this.commitLater : commitDurably)(this.db, (transaction) => write(transaction, saves));
    for (const { process } of saves) this.saved.add(process);
  }
}
