import 'reflect-metadata';
import { settingsFrom } from './settings.js';

const run = async (): Promise<void> => {
  const settings = settingsFrom(process.env);
  // Imported only now, so that invalid settings are reported without loading the engine.
  const [{ Logger }, { openEngine }, { createServer }, { listenForMetrics }, { PinoLogger }] = await Promise.all([
    import('@nestjs/common'),
    import('./engine.js'),
    import('./http-server.js'),
    import('./listen-for-metrics.js'),
    import('../api/platform/http/pino-logger.js'),
  ]);
  Logger.overrideLogger(new PinoLogger(settings.LOG_LEVEL));
  const engine = await openEngine(settings, {
    onWarning: (message) => new Logger('engine').warn(message),
    onProjectionsFailure: (error) => {
      new Logger('projections').error(error.stack);
      process.exit(1);
    },
  });
  const server = await createServer(engine);
  const metricsUrl = await listenForMetrics(server.metrics, settings, (message) => new Logger('metrics').warn(message));
  await server.app.listen(settings.PORT, settings.HOST);
  const stop = (): void => {
    setTimeout(() => {
      process.stderr.write(`Could not stop within ${settings.SHUTDOWN_SECONDS} seconds. Exiting; no data is lost.\n`);
      process.exit(1);
    }, settings.SHUTDOWN_SECONDS * 1_000);
    void server.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const url = await server.app.getUrl();
  // A full disk or a closed pipe behind stdout must not end the engine.
  process.stdout.on('error', () => undefined);
  process.stdout.write(`Ledgerdesk is listening on ${url} (API reference: /docs). Data: ${engine.folder.path}\n`);
  if (metricsUrl !== undefined) process.stdout.write(`Metrics: ${metricsUrl}\n`);
};

/** The message of an error with a code is sufficient; any other error is a bug, so its stack is printed. */
const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? error.message : (error.stack ?? error.message);
};

run().catch((error: unknown) => {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
});
