import { webhookDecider } from '@ledgerdesk/domain';
import { WEBHOOK_EVENT_TYPES, webhookStream } from '@ledgerdesk/events';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '../command-executor.js';
import { WebhookCommandMessage } from '../command-messages.js';
import { RUNNING_REPLAYS } from '../injection-tokens.js';
import type { RunningReplays } from '../running-replays.js';

/** Executes commands on a webhook. */
@CommandHandler(WebhookCommandMessage)
export class WebhookHandler implements ICommandHandler<WebhookCommandMessage> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(RUNNING_REPLAYS) private readonly replays: RunningReplays,
  ) {}

  execute({ envelope, webhookId, input }: WebhookCommandMessage) {
    return this.executor.execute(envelope, {
      stream: webhookStream(webhookId),
      opens: input.type === 'RegisterWebhook',
      decider: webhookDecider,
      bounded: input.type === 'RemoveWebhook',
      input,
      facts: async () => ({
        knownTypes: WEBHOOK_EVENT_TYPES,
        isReplaying: input.type === 'ReplayWebhook' && (await this.replays.isRunning(webhookId)),
      }),
    });
  }
}
