import { webhookDecider } from '@ledgerdesk/domain';
import { EVENT_TYPES, webhookStream } from '@ledgerdesk/events';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { WebhookCommandMessage } from '../command-messages.js';
import { CommandExecutor } from '../command-executor.js';

@CommandHandler(WebhookCommandMessage)
export class WebhookHandler implements ICommandHandler<WebhookCommandMessage> {
  constructor(private readonly executor: CommandExecutor) {}

  execute({ envelope, webhookId, input }: WebhookCommandMessage) {
    return this.executor.execute(envelope, {
      stream: webhookStream(webhookId),
      opens: input.type === 'RegisterWebhook',
      decider: webhookDecider,
      counts: [],
      decide: async (webhook, at) => webhookDecider.decide({ ...input, at }, webhook, { knownTypes: EVENT_TYPES }),
    });
  }
}
