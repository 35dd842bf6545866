import type { CommandExecutor } from '@ledgerdesk/application';
import { appointments, webhookChannel, webhooks } from '@ledgerdesk/processes';
import type { CommandBus } from '@nestjs/cqrs';
import type { Engine } from './engine.js';
import { mailWork } from './mail.js';
import type { ProcessWork } from './process-duty.js';

/** Every process of the engine, and every way out of the house. */
export const processWork = (engine: Engine, commands: CommandBus, executor: CommandExecutor): ProcessWork => {
  const { store, settings, secrets, time } = engine;
  const mail = mailWork(engine, executor);
  return {
    processes: [webhooks(store), appointments(commands, settings.TENANT), ...mail.processes],
    channels: [
      webhookChannel({
        log: store, executor, commands, clock: time.clock, tenant: settings.TENANT, key: secrets.webhookKey(), allowPrivate: settings.WEBHOOK_PRIVATE_ADDRESSES,
      }),
      ...mail.channels,
    ],
  };
};
