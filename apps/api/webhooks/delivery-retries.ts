import type { CommandEnvelope } from '@ledgerdesk/application';
import type { OutboxMessage } from '@ledgerdesk/outbox';
import { Injectable } from '@nestjs/common';
import { MessageRetries, type QueuedMessage } from '../outbox/message-retries.js';
import { Problem } from '../platform/http/problem.js';

/** Retries of dead deliveries, by the service that owns the webhook or by operators. */
@Injectable()
export class DeliveryRetries {
  constructor(private readonly retries: MessageRetries) {}

  /** `find` returns the delivery, or throws Problem. Throws Problem for a delivery that is not dead. */
  async retry(envelope: CommandEnvelope, find: () => Promise<OutboxMessage>): Promise<QueuedMessage> {
    const repeated = await this.retries.repeated(envelope);
    if (repeated) return repeated;
    const found = await find();
    const requeued = await this.retries.retry(envelope, found.id);
    if (requeued) return requeued;
    throw new Problem(409, 'delivery-not-dead', `The delivery is ${found.state}. Only dead deliveries can be retried.`);
  }
}
