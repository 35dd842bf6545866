import { type DynamicModule, Module } from '@nestjs/common';
import { AdminModule } from './admin/admin.module.js';
import { AnalysisModule } from './analysis/analysis.module.js';
import { AttachmentsModule } from './attachments/attachments.module.js';
import { BillingModule } from './billing/billing.module.js';
import { DeskModule } from './desk/desk.module.js';
import { DirectoryModule } from './directory/directory.module.js';
import { HubModule } from './hub/hub.module.js';
import { HubSessionModule } from './hub-session/hub-session.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { LiveSupportModule } from './live-support/live-support.module.js';
import { MailModule } from './mail/mail.module.js';
import type { Health } from './operations/health.js';
import { OperationsModule } from './operations/operations.module.js';
import { type PlatformDependencies, PlatformModule } from './platform/platform.module.js';
import { MeModule } from './me/me.module.js';
import { PrivacyModule } from './privacy/privacy.module.js';
import { ProgrammeModule } from './programme/programme.module.js';
import { ReadAuditModule } from './read-audit/read-audit.module.js';
import { SandboxModule } from './sandbox/sandbox.module.js';
import { SupportModule } from './support/support.module.js';
import { TicketsModule } from './tickets/tickets.module.js';
import { TimeModule } from './time/time.module.js';
import { UpdatesModule } from './updates/updates.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

interface ApiOptions extends PlatformDependencies {
  readonly health: Health;
  /** False: the process serves health only. */
  readonly servesRequests: boolean;
}

const FEATURES = [
  AdminModule,
  AnalysisModule,
  AttachmentsModule,
  BillingModule,
  DeskModule,
  DirectoryModule,
  HubModule,
  HubSessionModule,
  LedgerModule,
  LiveSupportModule,
  MailModule,
  MeModule,
  PrivacyModule,
  ProgrammeModule,
  ReadAuditModule,
  SandboxModule,
  SupportModule,
  TicketsModule,
  TimeModule,
  UpdatesModule,
  WebhooksModule,
];

/** The HTTP API. */
@Module({})
export class ApiModule {
  /** `imports`: the application module, and modules with additional routes. */
  static forRoot(
    { health, servesRequests, ...dependencies }: ApiOptions,
    imports: readonly DynamicModule[],
  ): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        ...imports,
        PlatformModule.forRoot(dependencies),
        OperationsModule.forRoot(health),
        ...(servesRequests ? FEATURES : []),
      ],
    };
  }
}
