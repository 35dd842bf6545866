import { EngineLog } from '@ledgerdesk/event-store';
import { sentError } from '@ledgerdesk/kernel';
import { buffersOf, WhatIf } from '@ledgerdesk/what-if';
import { parentPort, workerData } from 'node:worker_threads';
import { policiesFor } from '../policy-files.js';
import { openLogForReading } from '../storage.js';
import { ClockWriter } from './clock-file.js';
import type { WhatIfData, WhatIfMessage } from './what-if-message.js';

/** Script of the thread that answers one question in its process. It has no keys: sealed fields stay closed. */
const { storage, settings, question, until, list, file } = workerData as WhatIfData;
const post = (message: WhatIfMessage, moved: ArrayBuffer[] = []): void => parentPort?.postMessage(message, moved);

const answer = async (): Promise<void> => {
  const log = new EngineLog(await openLogForReading(storage));
  try {
    const writer = new ClockWriter(file);
    const whatIf = await WhatIf.ask({ log, configured: policiesFor(settings) }, question, until);
    const {
      groups: { columns },
      ...figures
    } = await whatIf.run({
      onClock: (clock, explain) => {
        if (list === 'all' || clock.change !== 'none')
          writer.add(clock.change, () => JSON.stringify({ ...clock, explanations: explain() }));
      },
      onPage: (position) => {
        writer.flush();
        post({ kind: 'progress', position });
      },
    });
    post({ kind: 'done', figures, columns, places: writer.end() }, buffersOf(columns));
  } finally {
    await log.close();
  }
};

await answer().catch((error: unknown) => post({ kind: 'failed', error: sentError(error) }));
parentPort?.close();
