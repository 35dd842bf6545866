import {
  addOnReportQuery,
  agentLoadReportQuery,
  backlogReportQuery,
  callbackReportQuery,
  chatReportQuery,
  followUpReportQuery,
  patternReportQuery,
} from '@ledgerdesk/projections';
import type { Asker } from '@ledgerdesk/runtime';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { MANIFEST_HEADERS } from '../platform/as-of/manifest.schemas.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ReportReader } from './report-reader.js';
import {
  AddOnReportQuery,
  AgentLoadQuery,
  BacklogQuery,
  FollowUpQuery,
  LiveReportQuery,
  PatternQuery,
} from './support-report.dto.js';
import { SUPPORT_REPORT_SCHEMAS } from './support-report.schemas.js';

/** Reports of what support has to do, does and earns, current or as of an earlier position or instant. */
@ApiTags('analyst')
@Controller('v1/reports')
export class SupportReportsController {
  constructor(private readonly reports: ReportReader) {}

  @Get('backlog')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['ticket-flow'] })
  @ApiOperation({
    operationId: 'reportBacklog',
    summary: 'Report the backlog',
    description:
      'Open tickets at the end of each bucket by whom they wait for, and tickets opened, reopened, solved, merged ' +
      'and closed in it (V3).',
  })
  @ApiOkResponse({ schema: SUPPORT_REPORT_SCHEMAS.BacklogReport, headers: MANIFEST_HEADERS })
  backlog(@Query() query: BacklogQuery, @CurrentAsker() asker: Asker, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.reports.answerAtMoment(backlogReportQuery, query, { asker, reply });
  }

  @Get('follow-ups')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['ticket-flow'] })
  @ApiOperation({
    operationId: 'reportFollowUps',
    summary: 'Report reopened and followed-up tickets',
    description: 'Tickets by their first solution, and how many of them were reopened or followed up since (V3).',
  })
  @ApiOkResponse({ schema: SUPPORT_REPORT_SCHEMAS.FollowUpReport, headers: MANIFEST_HEADERS })
  followUps(
    @Query() query: FollowUpQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.reports.answer(followUpReportQuery, query, { asker, reply });
  }

  @Get('chats')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['live-outcomes'] })
  @ApiOperation({
    operationId: 'reportChats',
    summary: 'Report chats',
    description: 'Chats by their start: how they ended, how long they waited and how long they took (R6).',
  })
  @ApiOkResponse({ schema: SUPPORT_REPORT_SCHEMAS.ChatReport, headers: MANIFEST_HEADERS })
  chats(
    @Query() query: LiveReportQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.reports.answer(chatReportQuery, query, { asker, reply });
  }

  @Get('callbacks')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['live-outcomes'] })
  @ApiOperation({
    operationId: 'reportCallbacks',
    summary: 'Report callbacks',
    description: 'Callbacks by their request: how they ended, how long they waited, and the calls that they took (K4).',
  })
  @ApiOkResponse({ schema: SUPPORT_REPORT_SCHEMAS.CallbackReport, headers: MANIFEST_HEADERS })
  callbacks(
    @Query() query: LiveReportQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.reports.answer(callbackReportQuery, query, { asker, reply });
  }

  @Get('agent-load')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['agent-times', 'ticket-answers', 'ticket-flow'] })
  @ApiOperation({
    operationId: 'reportAgentLoad',
    summary: 'Report the load of agents',
    description:
      'Answers, tickets in hand, live requests, and the time in which agents were available and engaged (K4).',
  })
  @ApiOkResponse({ schema: SUPPORT_REPORT_SCHEMAS.AgentLoadReport, headers: MANIFEST_HEADERS })
  agentLoad(
    @Query() query: AgentLoadQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.reports.answerAtMoment(agentLoadReportQuery, query, { asker, reply });
  }

  @Get('add-ons')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['add-on-ledger', 'add-on-terms'] })
  @ApiOperation({
    operationId: 'reportAddOns',
    summary: 'Report add-ons',
    description:
      'Add-ons at the end of each bucket, those gained, lost and changed in it, and the charges that became due (P2, ' +
      'P9–P11, P14).',
  })
  @ApiOkResponse({ schema: SUPPORT_REPORT_SCHEMAS.AddOnReport, headers: MANIFEST_HEADERS })
  addOns(
    @Query() query: AddOnReportQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.reports.answerAtMoment(addOnReportQuery, query, { asker, reply });
  }

  @Get('patterns')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['live-outcomes', 'ticket-flow'] })
  @ApiOperation({
    operationId: 'reportPatterns',
    summary: 'Report patterns of requests',
    description: 'Requests of all teams by issue type, product and more, with their shares and changes (D4, D5).',
  })
  @ApiOkResponse({ schema: SUPPORT_REPORT_SCHEMAS.PatternReport, headers: MANIFEST_HEADERS })
  patterns(
    @Query() query: PatternQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.reports.answer(patternReportQuery, query, { asker, reply });
  }
}
