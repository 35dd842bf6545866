import 'reflect-metadata';
import { describeError } from '@ledgerdesk/kernel';
import { endProcess, exitWith } from './end-process.js';
import { settingsFrom } from './settings.js';
import { signInLine } from './sign-in-line.js';

const fail = (error: unknown): never => exitWith(describeError(error));

const run = async (): Promise<void> => {
  const settings = settingsFrom(process.env);
  // Imported only now, so that invalid settings are reported without loading the engine.
  const [{ Logger }, { startServer }, { PinoLogger }] = await Promise.all([
    import('@nestjs/common'),
    import('./start-server.js'),
    import('../api/platform/http/pino-logger.js'),
  ]);
  Logger.overrideLogger(new PinoLogger(settings.LOG_LEVEL));
  let close = async (): Promise<void> => undefined;
  let ending = false;
  const end = (lastLine: string): void => {
    if (ending) return;
    ending = true;
    new Logger('engine').error(lastLine);
    void endProcess(lastLine, () => close());
  };
  const server = await startServer(settings, {
    onWarning: (message) => new Logger('engine').warn(message),
    onMetricsWarning: (message) => new Logger('metrics').warn(message),
    onProjectionsFailure: (error) => end(`The engine ends, because its projections crashed: ${describeError(error)}`),
    onFailure: (message) => end(`The engine ends: ${message}`),
  });
  close = () => server.close();
  const stop = (): void => {
    setTimeout(() => {
      exitWith(`Could not stop within ${settings.SHUTDOWN_SECONDS} seconds. Exiting; no data is lost.`);
    }, settings.SHUTDOWN_SECONDS * 1_000);
    server.close().then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // A full disk or a closed pipe behind stdout must not end the engine.
  process.stdout.on('error', () => undefined);
  process.stdout.write(`Ledgerdesk is listening on ${server.url} (API reference: /docs). Data: ${server.dataFolder}\n`);
  if (server.metricsUrl !== undefined) process.stdout.write(`Metrics: ${server.metricsUrl}\n`);
  const howToSignIn = signInLine(settings, server);
  if (howToSignIn !== undefined) process.stdout.write(`${howToSignIn}\n`);
};

run().catch(fail);
