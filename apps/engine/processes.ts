import type { CommandExecutor } from '@ledgerdesk/application';
import { webhookChannel, webhooks } from '@ledgerdesk/processes';
import type { CommandBus } from '@nestjs/cqrs';
import type { Engine } from './engine.js';
import type { ProcessWork } from './process-duty.js';

/** Every process of the engine, and every way out of the house. */
export const processWork = ({ store, settings, secrets, time }: Engine, commands: CommandBus, executor: CommandExecutor): ProcessWork => ({
  processes: [webhooks(store)],
  channels: [
    webhookChannel({
      log: store, executor, commands, clock: time.clock, tenant: settings.TENANT, key: secrets.webhookKey(), allowPrivate: settings.WEBHOOK_PRIVATE_ADDRESSES,
    }),
  ],
});
