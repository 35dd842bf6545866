import type { EventStore } from '@ledgerdesk/event-store';
import type { EventOrigin } from '@ledgerdesk/kernel';
import { type KeyStore, Sealer } from '@ledgerdesk/sealing';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Engagements } from './engagements.js';
import { ResponseClockReader } from './response-clock-reader.js';
import { CommandExecutor } from './command-executor.js';
import { AddOnHandler } from './handlers/add-on.handler.js';
import { AgentHandler } from './handlers/agent.handler.js';
import { CallbackHandler } from './handlers/callback.handler.js';
import { ChatHandler } from './handlers/chat.handler.js';
import { ClockMoveHandler, ClockStepHandler } from './handlers/clock.handler.js';
import { ConsultantHandler } from './handlers/consultant.handler.js';
import { MemberHandler } from './handlers/member.handler.js';
import { PrivacyHandler } from './handlers/privacy.handler.js';
import { ProgrammeHandler } from './handlers/programme.handler.js';
import { QuarterHandler } from './handlers/quarter.handler.js';
import { TeamHandler } from './handlers/team.handler.js';
import { TicketHandler } from './handlers/ticket.handler.js';
import { WebhookHandler } from './handlers/webhook.handler.js';
import { LiveTickets } from './live-tickets/live-tickets.js';
import { MemberAccess } from './member-access.js';
import { ProgrammeReader } from './programme-reader.js';
import { Quotes } from './quotes.js';
import { Removals } from './removals.js';
import { EngineClock } from './engine-clock.js';
import type { NoOpMemory } from './no-op-memory.js';
import { PolicyRecord } from './policies/policy-record.js';
import type { PolicyTimeline } from './policies/policy-timeline.js';
import { EVENT_STORE, LOG_VIEW, QUOTE_KEY, POLICIES, RUNNING_REPLAYS } from './injection-tokens.js';
import { noRunningReplays, type RunningReplays } from './running-replays.js';
import { SeatCharges } from './seat-charges.js';
import { SeatQuotes } from './seat-quotes.js';
import { TicketMerges } from './ticket-merges.js';
import { UploadSigner } from './upload-signer.js';
import { ViewedLog } from './viewed-log.js';
import { WaitingRequests } from './waiting-requests.js';

/** Dependencies that the composition root passes to the application. */
export interface ApplicationOptions {
  readonly store: EventStore;
  readonly policies: PolicyTimeline;
  readonly policyRecord: PolicyRecord;
  readonly clock: EngineClock;
  readonly quoteKey: Uint8Array;
  /** Keys of data subjects. Absent in tests that record events in clear. */
  readonly keys?: KeyStore | undefined;
  /** Absent in tests and where commands are never repeated. */
  readonly noOps?: NoOpMemory;
  /** What the metadata of every event says about its origin. Default: nothing, as for what users cause. */
  readonly origin?: EventOrigin;
  /** Absent if no process delivers webhooks. */
  readonly runningReplays?: RunningReplays;
}

const HANDLERS = [
  TeamHandler,
  MemberHandler,
  AddOnHandler,
  TicketHandler,
  CallbackHandler,
  ChatHandler,
  AgentHandler,
  WebhookHandler,
  ProgrammeHandler,
  QuarterHandler,
  ConsultantHandler,
  PrivacyHandler,
  ClockMoveHandler,
  ClockStepHandler,
];

/**
 * Command handlers, and the services that read from streams. Global, so that feature modules need not import it.
 *
 * @example
 * ApplicationModule.forRoot({ store, policies, clock: new EngineClock(clock), quoteKey });
 */
@Module({})
export class ApplicationModule {
  static forRoot({
    store,
    policies,
    policyRecord,
    noOps,
    keys,
    clock,
    quoteKey,
    origin,
    runningReplays = noRunningReplays,
  }: ApplicationOptions): DynamicModule {
    return {
      module: ApplicationModule,
      global: true,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: EVENT_STORE, useValue: store },
        { provide: LOG_VIEW, useValue: new ViewedLog(store) },
        { provide: POLICIES, useValue: policies },
        { provide: PolicyRecord, useValue: policyRecord },
        { provide: QUOTE_KEY, useValue: quoteKey },
        { provide: RUNNING_REPLAYS, useValue: runningReplays },
        { provide: EngineClock, useValue: clock },
        {
          provide: CommandExecutor,
          useValue: new CommandExecutor(store, clock, policies, policyRecord, noOps, origin, keys && new Sealer(keys)),
        },
        ...HANDLERS,
        Engagements,
        LiveTickets,
        MemberAccess,
        Quotes,
        Removals,
        ProgrammeReader,
        ResponseClockReader,
        SeatCharges,
        SeatQuotes,
        TicketMerges,
        UploadSigner,
        WaitingRequests,
      ],
      exports: [
        EVENT_STORE,
        LOG_VIEW,
        POLICIES,
        EngineClock,
        CommandExecutor,
        Engagements,
        LiveTickets,
        MemberAccess,
        Quotes,
        Removals,
        ProgrammeReader,
        ResponseClockReader,
        SeatCharges,
        SeatQuotes,
        TicketMerges,
        UploadSigner,
        CqrsModule,
      ],
    };
  }
}
