import { CommandExecutor } from '@ledgerdesk/application';
import { type Webhook, webhookDecider } from '@ledgerdesk/domain';
import { webhookStream } from '@ledgerdesk/events';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../platform/auth/caller.js';
import { Problem } from '../platform/http/problem.js';

/** A webhook with the revision of its stream. */
interface FoundWebhook {
  readonly webhook: Webhook;
  readonly revision: number;
}

export const webhookNotFound = (): Problem => new Problem(404, 'webhook-not-found', 'Webhook not found.');

/** The webhooks of the services that call. */
@Injectable()
export class OwnWebhooks {
  constructor(private readonly executor: CommandExecutor) {}

  /** Throws Problem for a webhook that does not exist, or belongs to another service. */
  async find({ actor }: Caller, webhookId: string): Promise<FoundWebhook> {
    const { state, revision } = await this.executor.views.decide(
      (read) => read(webhookDecider, webhookStream(webhookId)),
      (viewed) => viewed.state?.owner !== actor.id,
    );
    if (state?.owner === actor.id) return { webhook: state, revision };
    throw webhookNotFound();
  }
}
