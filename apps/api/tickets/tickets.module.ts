import { Module } from '@nestjs/common';
import { TicketViewsController } from './ticket-views.controller.js';
import { TicketsController } from './tickets.controller.js';
import { ClockController } from './clock.controller.js';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { TicketHistories } from './ticket-histories.js';
import { TicketHistoryController } from './ticket-history.controller.js';
import { SavedViews } from './saved-view.js';
import { CompleteThreads } from './complete-threads.js';

/** Tickets, their histories, saved views and response clocks, for requesters. */
@Module({
  imports: [AttachmentsModule],
  controllers: [TicketViewsController, TicketsController, ClockController, TicketHistoryController],
  providers: [CompleteThreads, SavedViews, TicketHistories],
  exports: [CompleteThreads, TicketHistories],
})
export class TicketsModule {}
