import { webhookDecider } from '@ledgerdesk/domain';
import { EVENT_TYPES, webhookStream } from '@ledgerdesk/events';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ToWebhook } from '../commands.js';
import { CommandExecutor } from '../executor.js';

@CommandHandler(ToWebhook)
export class WebhookHandler implements ICommandHandler<ToWebhook> {
  constructor(private readonly executor: CommandExecutor) {}

  execute({ envelope, webhookId, input }: ToWebhook) {
    return this.executor.execute(envelope, {
      stream: webhookStream(webhookId),
      opens: input.type === 'RegisterWebhook',
      fold: webhookDecider,
      counts: [],
      decide: async (webhook, at) => webhookDecider.decide({ ...input, at }, webhook, { knownTypes: EVENT_TYPES }),
    });
  }
}
