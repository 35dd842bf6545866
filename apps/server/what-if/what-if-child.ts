import { sentError } from '@ledgerdesk/kernel';
import { FIRST_FILE, serveParent } from '@ledgerdesk/runtime/child';
import { Worker } from 'node:worker_threads';
import type { WhatIfData, WhatIfMessage, WhatIfStart } from './what-if-message.js';

/**
 * Script of the process that answers one question, in a thread: the main thread stays responsive, and only the thread
 * ends if it needs too much memory. Started with the file for the listed clocks.
 */
const post = serveParent<WhatIfStart, WhatIfMessage>(({ script, memoryMb, data }) => {
  const workerData: WhatIfData = { ...data, file: FIRST_FILE };
  const thread = new Worker(new URL(script), { workerData, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  const fail = (error: unknown): void => post({ kind: 'failed', error: sentError(error) });
  thread.on('message', (message: WhatIfMessage) => {
    try {
      post(message);
    } catch (error) {
      // Not everything that a thread can send can be sent to another process.
      fail(error);
    }
  });
  thread.on('error', fail);
  thread.on('exit', () => fail(new Error('The thread ended without an answer.')));
});
