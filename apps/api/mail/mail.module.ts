import { Module } from '@nestjs/common';
import { MessageRetries } from '../outbox/message-retries.js';
import { MailsController } from './mails.controller.js';

/** Mails to members, for operators. */
@Module({
  controllers: [MailsController],
  providers: [MessageRetries],
})
export class MailModule {}
