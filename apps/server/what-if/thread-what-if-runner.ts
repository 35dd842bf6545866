import { asError, receivedError, type Timers } from '@ledgerdesk/kernel';
import { isOutOfMemory, realTimers } from '@ledgerdesk/runtime';
import { FigureTable } from '@ledgerdesk/what-if';
import { closeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import {
  type RunEnd,
  type WhatIfAnswer,
  WhatIfEnded,
  type WhatIfRun,
  type WhatIfRunner,
  type WhatIfTask,
} from '../../api/platform/what-if/what-if-runner.js';
import { threadScript } from '../thread-script.js';
import { ClockFile, openClockFile } from './clock-file.js';
import type { WhatIfData, WhatIfMessage } from './what-if-message.js';

interface RunnerOptions extends Pick<WhatIfData, 'storage' | 'settings'> {
  /** Longest run, in seconds. */
  readonly seconds: number;
  /** Heap of a thread at most, in MB. */
  readonly memoryMb?: number;
  readonly timers?: Pick<Timers, 'after'>;
  /** Default: the compiled script. */
  readonly script?: URL;
}

/** Enough for tens of thousands of open tickets. */
const MEMORY_MB = 1_024;

/** Answers each question in a thread of its own, which ends with it. Its time and memory are limited. */
export class ThreadWhatIfRunner implements WhatIfRunner {
  constructor(private readonly options: RunnerOptions) {}

  start({ question, until, list, onProgress }: WhatIfTask): WhatIfRun {
    const { storage, settings, seconds, memoryMb = MEMORY_MB, timers = realTimers, script } = this.options;
    const file = openClockFile();
    const workerData: WhatIfData = { storage, settings, question, until, list, file };
    const thread = new Worker(script ?? threadScript('what-if/what-if-thread'), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    let ended: WhatIfEnded | undefined;
    const end = (reason: RunEnd, message: string): void => {
      ended ??= new WhatIfEnded(reason, message);
      void thread.terminate();
    };
    const stopTimer = timers.after(seconds * 1_000, () =>
      end('time-limit', `It ran longer than ${seconds} s. Ask about less time, or use \`ledgerdesk what-if\`.`),
    );
    const received = new Promise<WhatIfAnswer>((resolve, reject) => {
      thread.on('message', (message: WhatIfMessage) => {
        if (message.kind === 'progress') onProgress(message.position);
        else if (message.kind === 'failed') reject(receivedError(message.error));
        else
          resolve({
            figures: message.figures,
            groups: new FigureTable(message.columns),
            clocks: new ClockFile(file, message.places),
          });
      });
      thread.on('error', (error: unknown) =>
        reject(
          isOutOfMemory(error)
            ? new WhatIfEnded('memory-limit', `It needed more than ${memoryMb} MB of memory. Ask about fewer teams.`)
            : asError(error),
        ),
      );
      thread.on('exit', () => reject(ended ?? new Error('The thread ended without an answer.')));
    });
    const answer = received.catch(async (error: unknown) => {
      // The thread writes to the file until it has ended.
      await thread.terminate();
      closeSync(file);
      throw asError(error);
    });
    void answer.then(stopTimer, stopTimer);
    return { answer, cancel: () => end('cancelled', 'It was cancelled.') };
  }
}
