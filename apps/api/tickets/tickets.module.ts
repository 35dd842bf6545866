import { Module } from '@nestjs/common';
import { TicketViewsController } from './ticket-views.controller.js';
import { TicketsController } from './tickets.controller.js';
import { ClockController } from './clock.controller.js';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { CompleteThreads } from './complete-threads.js';

/** Tickets, saved views and response clocks, for requesters. */
@Module({
  imports: [AttachmentsModule],
  controllers: [TicketViewsController, TicketsController, ClockController],
  providers: [CompleteThreads],
  exports: [CompleteThreads],
})
export class TicketsModule {}
