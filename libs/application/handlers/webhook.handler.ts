import { webhookDecider } from '@ledgerdesk/domain';
import { EVENT_TYPES, webhookStream } from '@ledgerdesk/events';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '../command-executor.js';
import { WebhookCommandMessage } from '../command-messages.js';

/** Executes commands on a webhook. */
@CommandHandler(WebhookCommandMessage)
export class WebhookHandler implements ICommandHandler<WebhookCommandMessage> {
  constructor(private readonly executor: CommandExecutor) {}

  execute({ envelope, webhookId, input }: WebhookCommandMessage) {
    return this.executor.execute(envelope, {
      stream: webhookStream(webhookId),
      opens: input.type === 'RegisterWebhook',
      decider: webhookDecider,
      input,
      facts: async () => ({ knownTypes: EVENT_TYPES }),
    });
  }
}
