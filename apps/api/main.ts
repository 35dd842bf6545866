import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { openEngine, SettingsError, settingsFrom } from '../engine/index.js';
import { createServer } from './server.js';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const run = async (): Promise<void> => {
  const settings = settingsFrom(process.env);
  const engine = await openEngine(settings, {
    onProjectionsDeath: (fault) => {
      new Logger('projections').error(fault.stack);
      process.exit(1);
    },
  });
  const server = await createServer(engine);
  await server.app.listen(settings.PORT, settings.HOST);
  say(`Ledgerdesk answers at ${await server.app.getUrl()} (reference: /docs). Data: ${engine.folder.path}`);
  const stop = (): void => void server.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
};

run().catch((fault: unknown) => {
  const expected = fault instanceof SettingsError || (fault instanceof Error && 'code' in fault);
  process.stderr.write(`${fault instanceof Error ? (expected ? fault.message : fault.stack ?? fault.message) : String(fault)}\n`);
  process.exit(1);
});
