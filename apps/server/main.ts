import 'reflect-metadata';
import { describeError, endProcess, exitWith } from './end-process.js';
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
  let close = async (): Promise<void> => undefined;
  let ending = false;
  const end = (lastLine: string): void => {
    if (ending) return;
    ending = true;
    new Logger('engine').error(lastLine);
    void endProcess(lastLine, () => close());
  };
  const engine = await openEngine(settings, {
    onWarning: (message) => new Logger('engine').warn(message),
    onProjectionsFailure: (error) => end(`The engine ends, because its projections crashed: ${describeError(error)}`),
    onLogFailure: (message) => end(`The engine ends: ${message}`),
  });
  close = () => engine.close();
  const server = await createServer(engine);
  close = () => server.close();
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

run().catch((error: unknown) => exitWith(describeError(error)));
