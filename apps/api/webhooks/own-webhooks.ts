import { CommandExecutor } from '@ledgerdesk/application';
import { type Webhook, webhookDecider } from '@ledgerdesk/domain';
import { webhookStream } from '@ledgerdesk/events';
import { webhookCount } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../platform/auth/caller.js';
import { Problem } from '../platform/http/problem.js';
import { ROWS } from '../platform/tokens.js';

/** A webhook with the revision of its stream. */
interface FoundWebhook {
  readonly webhook: Webhook;
  readonly revision: number;
}

/** Webhooks of a service, about: each event becomes a delivery to each webhook that subscribes to it. */
export const MAX_WEBHOOKS = 100;

export const webhookNotFound = (): Problem => new Problem(404, 'webhook-not-found', 'Webhook not found.');

/** The webhooks of the services that call. */
@Injectable()
export class OwnWebhooks {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  /**
   * Throws Problem if the caller has MAX_WEBHOOKS, unless this one is registered already: then the request is a repeat.
   * Those registered a moment ago may not count yet.
   */
  async assertRoomFor({ actor }: Caller, webhookId: string): Promise<void> {
    if ((await webhookCount(this.rows, actor.id)) < MAX_WEBHOOKS) return;
    const { state } = await this.executor.views.load(webhookDecider, webhookStream(webhookId));
    if (state) return;
    throw new Problem(
      409,
      'too-many-webhooks',
      `The limit of ${MAX_WEBHOOKS} webhooks of a service is reached. Delete one first, or change one.`,
    );
  }

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
