import {
  type CommandEnvelope,
  EngineClock,
  idempotencyKeyReused,
  rememberedSince,
  repeatableCommand,
} from '@ledgerdesk/application';
import type { NewMessage, Outbox, OutboxMessage } from '@ledgerdesk/outbox';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { problemOf } from '../platform/http/problem.js';
import { markReplayed } from '../platform/http/reply-with.js';
import { OUTBOX } from '../platform/tokens.js';

/** A message as a request queued or requeued it. */
export interface QueuedMessage {
  readonly message: OutboxMessage;
  /** True if an earlier request with the same Idempotency-Key queued it. */
  readonly repeated: boolean;
}

/** Sets `Idempotency-Replayed` if the request was executed before, and returns the message. */
export const replyWithMessage = (reply: FastifyReply, { message, repeated }: QueuedMessage): OutboxMessage => {
  if (repeated) markReplayed(reply);
  return message;
};

/**
 * Queues messages that callers ask for, and requeues dead ones. A request that is repeated under its Idempotency-Key
 * within 24 hours gets the message as the first one queued it, whatever has become of it.
 */
@Injectable()
export class MessageRetries {
  constructor(
    @Inject(OUTBOX) private readonly outbox: Outbox,
    private readonly clock: EngineClock,
  ) {}

  /**
   * The message that an earlier request with this key queued or requeued; undefined if this is the first one.
   * Throws Problem if the key was used for another request.
   */
  async repeated(envelope: CommandEnvelope): Promise<QueuedMessage | undefined> {
    const now = this.clock.now();
    const command = repeatableCommand(envelope, now);
    const known = command && (await this.outbox.noOps.find(command.commandId, rememberedSince(now)));
    if (known && known.requestHash !== envelope.requestHash) throw problemOf(idempotencyKeyReused);
    return known?.requeued && { message: known.requeued, repeated: true };
  }

  /** Requeues a dead message and returns it. Returns undefined if the message is not dead. */
  async retry(envelope: CommandEnvelope, messageId: string): Promise<QueuedMessage | undefined> {
    const now = this.clock.now();
    const requeued = await this.outbox.requeue(messageId, now, repeatableCommand(envelope, now));
    // A concurrent request with the same key may have requeued it.
    return requeued ? { message: requeued, repeated: false } : this.repeated(envelope);
  }

  /** Queues a message, whose ID derives from that of the command, and returns it as it was queued. */
  async queue(envelope: CommandEnvelope, message: NewMessage): Promise<QueuedMessage> {
    const queued: OutboxMessage = {
      ...message,
      state: 'waiting',
      attempts: 0,
      dueAt: message.createdAt,
      lastError: null,
      sentAt: null,
      history: [],
    };
    await this.outbox.insert([message]);
    const command = repeatableCommand(envelope, this.clock.now());
    if (command) {
      const { limit, ...remembered } = command;
      await this.outbox.noOps.remember({ ...remembered, revision: -1, requeued: queued }, limit);
    }
    return { message: queued, repeated: false };
  }
}
