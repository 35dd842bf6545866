import { asError, receivedError, type Timers } from '@ledgerdesk/kernel';
import { isOutOfMemory, realTimers } from '@ledgerdesk/runtime';
import { BackgroundChild } from '@ledgerdesk/runtime/child';
import { FigureTable } from '@ledgerdesk/what-if';
import { closeSync } from 'node:fs';
import {
  type RunEnd,
  type WhatIfAnswer,
  WhatIfEnded,
  type WhatIfRun,
  type WhatIfRunner,
  type WhatIfTask,
} from '../../api/platform/what-if/what-if-runner.js';
import { childEnvironment } from '../child-environment.js';
import { threadScript } from '../thread-script.js';
import { ClockFile, openClockFile } from './clock-file.js';
import type { WhatIfData, WhatIfMessage, WhatIfStart } from './what-if-message.js';

interface RunnerOptions extends Pick<WhatIfData, 'storage' | 'settings'> {
  /** Longest run, in seconds. */
  readonly seconds: number;
  /** Heap of a run at most, in MB. */
  readonly memoryMb?: number;
  readonly timers?: Pick<Timers, 'after'>;
  /** Script of the thread that answers. Default: the compiled one. */
  readonly script?: URL;
}

/** Enough for tens of thousands of open tickets. */
const MEMORY_MB = 1_024;

/** The error of a run that has failed. */
const failureOf = (error: Error, memoryMb: number): Error =>
  isOutOfMemory(error)
    ? new WhatIfEnded('memory-limit', `It needed more than ${memoryMb} MB of memory. Ask about fewer teams.`)
    : error;

/** Answers each question in a process of its own, which ends with it. Its time and memory are limited. */
export class ProcessWhatIfRunner implements WhatIfRunner {
  constructor(private readonly options: RunnerOptions) {}

  start({ question, until, list, onProgress }: WhatIfTask): WhatIfRun {
    const { storage, settings, seconds, memoryMb = MEMORY_MB, timers = realTimers } = this.options;
    const { script = threadScript('what-if/what-if-thread') } = this.options;
    const file = openClockFile();
    const child = new BackgroundChild<WhatIfStart, WhatIfMessage>({
      script: threadScript('what-if/what-if-child'),
      env: childEnvironment(),
      files: [file],
    });
    const data = { storage: { log: storage.log }, settings, question, until, list };
    let ended: WhatIfEnded | undefined;
    const end = (reason: RunEnd, message: string): void => {
      ended ??= new WhatIfEnded(reason, message);
      void child.kill();
    };
    const stopTimer = timers.after(seconds * 1_000, () =>
      end('time-limit', `It ran longer than ${seconds} s. Ask about less time, or use \`ledgerdesk what-if\`.`),
    );
    const received = new Promise<WhatIfAnswer>((resolve, reject) => {
      child.on('message', (message) => {
        if (message.kind === 'progress') onProgress(message.position);
        else if (message.kind === 'failed') reject(failureOf(receivedError(message.error), memoryMb));
        else
          resolve({
            figures: message.figures,
            groups: new FigureTable(message.columns),
            clocks: new ClockFile(file, message.places),
          });
      });
      child.on('end', ({ message }) => reject(ended ?? new Error(`There is no answer. ${message} Ask again.`)));
      child.send({ script: script.href, memoryMb, data });
    });
    const answer = received.catch(async (error: unknown) => {
      // The process writes to the file until it has ended.
      await child.kill();
      closeSync(file);
      throw asError(error);
    });
    const stop = (): void => {
      stopTimer();
      void child.kill();
    };
    void answer.then(stop, stop);
    return { answer, cancel: () => end('cancelled', 'It was cancelled.') };
  }
}
