import 'reflect-metadata';
import { settingsFrom } from './settings.js';

const run = async (): Promise<void> => {
  const settings = settingsFrom(process.env);
  // Imported only now, so that invalid settings are reported without loading the engine.
  const [{ Logger }, { openEngine }, { createServer }] = await Promise.all([
    import('@nestjs/common'),
    import('./engine.js'),
    import('./http-server.js'),
  ]);
  const engine = await openEngine(settings, {
    onProjectionsFailure: (fault) => {
      new Logger('projections').error(fault.stack);
      process.exit(1);
    },
  });
  const server = await createServer(engine);
  await server.app.listen(settings.PORT, settings.HOST);
  const stop = (): void => void server.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const url = await server.app.getUrl();
  process.stdout.write(`Ledgerdesk is listening on ${url} (API reference: /docs). Data: ${engine.folder.path}\n`);
};

/** The message of an error with a code is sufficient; any other error is a bug, so its stack is printed. */
const describe = (fault: unknown): string => {
  if (!(fault instanceof Error)) return String(fault);
  return 'code' in fault ? fault.message : (fault.stack ?? fault.message);
};

run().catch((fault: unknown) => {
  process.stderr.write(`${describe(fault)}\n`);
  process.exit(1);
});
