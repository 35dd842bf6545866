import 'reflect-metadata';
import { describeError } from '../../libs/kernel/index.js';
import { settingsFrom } from '../../apps/server/index.js';
import { startServer } from '../../apps/server/start-server.js';
import type { AccessOutcome } from './access-outcome.js';

/**
 * A process of a user without the rights of root. Arguments: folders with a `data` and a `config` folder each. Starts
 * an engine on each of them, and prints what happened as a line of JSON.
 */
const run = async (): Promise<void> => {
  for (const folder of process.argv.slice(2)) {
    const warnings: string[] = [];
    let refusal: string | undefined;
    try {
      const settings = settingsFrom({
        ...process.env,
        DATA_DIR: `${folder}/data`,
        CONFIG_DIR: `${folder}/config`,
        LOG_LEVEL: 'silent',
        PORT: '0',
        METRICS_PORT: '0',
        ESDB_PORT: '0',
      });
      const onWarning = (message: string) => void warnings.push(message);
      const server = await startServer(settings, { workerThreads: false, onWarning, onFailure: onWarning });
      await server.close();
    } catch (error) {
      refusal = describeError(error);
    }
    const outcome: AccessOutcome = { folder, warnings, ...(refusal !== undefined && { refusal }) };
    process.stdout.write(`${JSON.stringify(outcome)}\n`);
  }
};

void run().then(() => process.exit(0));
