import type { AttachmentStore } from '@ledgerdesk/attachments';
import type { Outbox } from '@ledgerdesk/outbox';
import type { Presence } from '@ledgerdesk/presence';
import type { RowReader } from '@ledgerdesk/read-store';
import { type DynamicModule, Module } from '@nestjs/common';
import type { AsOfReader } from '../server/index.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { UploadTokens } from './attachments/upload-tokens.js';
import { UploadsController } from './attachments/uploads.controller.js';
import { AddOnsController } from './billing/add-ons.controller.js';
import { InquiriesController } from './billing/inquiries.controller.js';
import { CallbacksController } from './live-support/callbacks.controller.js';
import { ChatUpdates } from './live-support/chat-updates.js';
import { ChatUpdatesController } from './live-support/chat-updates.controller.js';
import { ChatReader } from './live-support/chat-reader.js';
import { ChatsController } from './live-support/chats.controller.js';
import { AgentsController } from './desk/agents.controller.js';
import { BulkActionsController } from './desk/bulk-actions.controller.js';
import { BulkActions } from './desk/bulk-actions.js';
import { DeskCallbacksController } from './desk/desk-callbacks.controller.js';
import { DeskChatsController } from './desk/desk-chats.controller.js';
import { DeskTicketController } from './desk/desk-ticket.controller.js';
import { DeskTicketsController } from './desk/desk-tickets.controller.js';
import { RequestDispatcher } from './desk/request-dispatcher.js';
import type { ReadModelProgress } from './platform/http/ledger-position.hook.js';
import { LiveStreams } from './platform/http/live-streams.js';
import { HubController } from './hub/hub.controller.js';
import { HubUpdates } from './hub/hub-updates.js';
import { HubUpdatesController } from './hub/hub-updates.controller.js';
import { QueuePositions } from './live-support/queue-positions.js';
import { LogController } from './ledger/log.controller.js';
import { MailsController } from './mail/mails.controller.js';
import { HealthController } from './operations/health.controller.js';
import { HEALTH, type Health } from './operations/health.js';
import { MetricsController } from './operations/metrics.controller.js';
import { Metrics } from './operations/metrics.js';
import { MembersController } from './admin/members.controller.js';
import { TeamsController } from './admin/teams.controller.js';
import { ReadModels } from './platform/as-of/read-models.js';
import { ReadModelsController } from './analysis/read-models.controller.js';
import { HubProgrammeController } from './programme/hub-programme.controller.js';
import { TeamProgrammeController } from './programme/team-programme.controller.js';
import { ReportsController } from './analysis/reports.controller.js';
import { ActiveMembers } from './platform/auth/active-members.js';
import { SupportController } from './support/support.controller.js';
import { ClockController } from './tickets/clock.controller.js';
import { TicketViewsController } from './tickets/ticket-views.controller.js';
import { TicketsController } from './tickets/tickets.controller.js';
import { ATTACHMENTS, OUTBOX, AS_OF_READER, PRESENCE, PROGRESS, ROWS, WEBHOOK_KEY } from './platform/tokens.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

/** What the API reads besides the application. */
export interface ApiDependencies {
  readonly rows: RowReader;
  readonly past: AsOfReader;
  readonly outbox: Outbox;
  readonly presence: Presence;
  readonly attachments: AttachmentStore;
  readonly webhookKey: Uint8Array;
  readonly progress: ReadModelProgress;
  readonly health: Health;
  readonly metrics: Metrics;
  /** Whether requests are answered here, or only health and metrics told. */
  readonly answers: boolean;
}

const OPERATIONS = [HealthController, MetricsController];
const REQUESTS = [
  TeamsController,
  MembersController,
  AddOnsController,
  InquiriesController,
  TicketViewsController,
  TicketsController,
  ClockController,
  UploadsController,
  AttachmentsController,
  CallbacksController,
  ChatsController,
  ChatUpdatesController,
  HubController,
  HubUpdatesController,
  SupportController,
  AgentsController,
  DeskTicketsController,
  DeskTicketController,
  BulkActionsController,
  DeskCallbacksController,
  DeskChatsController,
  LogController,
  ReadModelsController,
  ReportsController,
  WebhooksController,
  MailsController,
  HubProgrammeController,
  TeamProgrammeController,
];

@Module({})
export class ApiModule {
  /** `imports` bring the command handlers. */
  static on(
    { rows, past, outbox, presence, attachments, webhookKey, progress, health, metrics, answers }: ApiDependencies,
    imports: readonly DynamicModule[],
  ): DynamicModule {
    return {
      module: ApiModule,
      imports: [...imports],
      controllers: answers ? [...REQUESTS, ...OPERATIONS] : OPERATIONS,
      providers: [
        { provide: ROWS, useValue: rows },
        { provide: AS_OF_READER, useValue: past },
        { provide: OUTBOX, useValue: outbox },
        { provide: PRESENCE, useValue: presence },
        { provide: ATTACHMENTS, useValue: attachments },
        { provide: WEBHOOK_KEY, useValue: webhookKey },
        { provide: PROGRESS, useValue: progress },
        { provide: HEALTH, useValue: health },
        { provide: Metrics, useValue: metrics },
        ActiveMembers,
        ReadModels,
        RequestDispatcher,
        BulkActions,
        QueuePositions,
        ChatReader,
        ChatUpdates,
        HubUpdates,
        LiveStreams,
        UploadTokens,
      ],
    };
  }
}
