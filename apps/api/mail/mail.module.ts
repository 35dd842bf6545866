import { Module } from '@nestjs/common';
import { MailsController } from './mails.controller.js';

/** Mails to members, for operators. */
@Module({
  controllers: [MailsController],
})
export class MailModule {}
