import type { Row } from '@ledgerdesk/kernel';
import type { Condition, KeyedRow, RowQuery, RowReader } from '@ledgerdesk/read-store';
import { once } from 'node:events';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { StorageConfig } from '../storage.js';
import { threadScript } from '../thread-script.js';
import type { AsOfQuery } from './replayed-rows.js';
import { BoundedAsOfReader, type OpenedRows, type AsOfReader, AsOfQueryTooLong } from './as-of-reader.js';
import type { ReplayTask, RowCall, SentCall } from './thread-call.js';

/** Rows that a thread keeps. */
class ThreadRows implements RowReader {
  constructor(private readonly thread: Worker) {}

  get<R extends Row>(projection: string, key: string): Promise<R | undefined> {
    return this.call<R | undefined>({ name: 'get', projection, key });
  }

  find<R extends Row>(projection: string, query?: RowQuery): Promise<readonly KeyedRow<R>[]> {
    return this.call<readonly KeyedRow<R>[]>({ name: 'find', projection, query });
  }

  count(projection: string, where?: readonly Condition[]): Promise<number> {
    return this.call<number>({ name: 'count', projection, where });
  }

  private async call<Answer>(call: RowCall): Promise<Answer> {
    const { port1, port2 } = new MessageChannel();
    const sent: SentCall = { call, back: port2 };
    this.thread.postMessage(sent, [port2]);
    const [answer] = (await once(port1, 'message')) as [Answer];
    port1.close();
    return answer;
  }
}

/** So much may lie in one thread: some hundred thousand rows. */
const MEMORY_MB = 1_024;

const isOutOfMemory = (fault: Error): boolean => 'code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY';

const lossOf = (thread: Worker): Promise<never> =>
  new Promise((_, reject) => {
    thread.once('error', (fault: Error) =>
      reject(isOutOfMemory(fault) ? new AsOfQueryTooLong('A question about the past took too much memory.') : fault),
    );
    thread.once('exit', () => reject(new Error('The thread that reads the past has ended.')));
  });

/** Folds each past in a thread of its own. */
export const asOfReaderInThreads = (storage: StorageConfig): AsOfReader =>
  new BoundedAsOfReader((asked: AsOfQuery): OpenedRows => {
    const work: ReplayTask = { storage, asked };
    const thread = new Worker(threadScript('as-of/as-of-thread'), {
      workerData: work,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    return { rows: new ThreadRows(thread), lost: lossOf(thread), close: () => void thread.terminate() };
  });
