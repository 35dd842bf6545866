import 'reflect-metadata';
import { SettingsError, settingsFrom } from './settings.js';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const run = async (): Promise<void> => {
  const settings = settingsFrom(process.env);
  // Only now, so that settings that are wrong are said at once: what an engine stands on takes its time to load.
  const [{ Logger }, { openEngine }, { createServer }] = await Promise.all([
    import('@nestjs/common'),
    import('./index.js'),
    import('./http-server.js'),
  ]);
  const engine = await openEngine(settings, {
    onProjectionsDeath: (fault) => {
      new Logger('projections').error(fault.stack);
      process.exit(1);
    },
  });
  const server = await createServer(engine);
  await server.app.listen(settings.PORT, settings.HOST);
  const stop = (): void => void server.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  say(`Ledgerdesk answers at ${await server.app.getUrl()} (reference: /docs). Data: ${engine.folder.path}`);
};

run().catch((fault: unknown) => {
  const expected = fault instanceof SettingsError || (fault instanceof Error && 'code' in fault);
  process.stderr.write(
    `${fault instanceof Error ? (expected ? fault.message : (fault.stack ?? fault.message)) : String(fault)}\n`,
  );
  process.exit(1);
});
