import { Module } from '@nestjs/common';
import { AgentsController } from './agents.controller.js';
import { DeskQueueController } from './desk-queue.controller.js';
import { DeskTicketsController } from './desk-tickets.controller.js';
import { DeskTicketHistoryController } from './desk-ticket-history.controller.js';
import { DeskTicketController } from './desk-ticket.controller.js';
import { BulkActionsController } from './bulk-actions.controller.js';
import { DeskCallbacksController } from './desk-callbacks.controller.js';
import { DeskChatsController } from './desk-chats.controller.js';
import { CustomersController } from './customers.controller.js';
import { DeskDirectoryController } from './desk-directory.controller.js';
import { LiveDeskController } from './live-desk.controller.js';
import { DeskUpdatesController } from './desk-updates.controller.js';
import { TicketPresence } from './ticket-presence.js';
import { TicketPresenceController } from './ticket-presence.controller.js';
import { ViewerUpdates } from './viewer-updates.js';
import { TransfersController } from './transfers.controller.js';
import { RequestDispatcher } from './request-dispatcher.js';
import { BulkActions } from './bulk-actions.js';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { LiveSupportModule } from '../live-support/live-support.module.js';
import { TicketsModule } from '../tickets/tickets.module.js';

/** Tickets, chats and callbacks, for agents. */
@Module({
  imports: [AttachmentsModule, LiveSupportModule, TicketsModule],
  controllers: [
    AgentsController,
    DeskQueueController,
    DeskTicketsController,
    DeskTicketController,
    DeskTicketHistoryController,
    BulkActionsController,
    DeskCallbacksController,
    DeskChatsController,
    DeskDirectoryController,
    LiveDeskController,
    CustomersController,
    TransfersController,
    TicketPresenceController,
    DeskUpdatesController,
  ],
  providers: [RequestDispatcher, BulkActions, TicketPresence, ViewerUpdates],
})
export class DeskModule {}
