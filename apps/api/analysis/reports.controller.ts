import { chargeReportQuery, digestReportQuery, responseReportQuery } from '@ledgerdesk/projections';
import type { Asker } from '@ledgerdesk/runtime';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { MANIFEST_HEADERS } from '../platform/as-of/manifest.schemas.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ChargeReportQuery, ResponseReportQuery } from './grouped-report.dto.js';
import { ReportReader } from './report-reader.js';
import { ReportQuery } from './report.dto.js';
import { REPORT_SCHEMAS } from './report.schemas.js';

/** Reports over all teams, current or as of an earlier position or instant. */
@ApiTags('analyst')
@Controller('v1/reports')
export class ReportsController {
  constructor(private readonly reports: ReportReader) {}

  @Get('responses')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['response-report'] })
  @ApiOperation({
    operationId: 'reportResponseTimes',
    summary: 'Report response times',
    description:
      'Response targets met and missed, response times and pauses: in total, and by level and month or by the ' +
      'groupings and buckets of the request. Items add up to the total.',
  })
  @ApiOkResponse({ schema: REPORT_SCHEMAS.ResponseReport, headers: MANIFEST_HEADERS })
  responses(
    @Query() query: ResponseReportQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.reports.answer(responseReportQuery, query, { asker, reply });
  }

  @Get('charges')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['add-on-ledger'] })
  @ApiOperation({
    operationId: 'reportCharges',
    summary: 'Report charges',
    description:
      'Totals by currency, and charges by month, product, edition and reason or by the groupings and buckets of the ' +
      'request (P9, P10, P14).',
  })
  @ApiOkResponse({ schema: REPORT_SCHEMAS.ChargeReport, headers: MANIFEST_HEADERS })
  charges(
    @Query() query: ChargeReportQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.reports.answer(chargeReportQuery, query, { asker, reply });
  }

  @Get('digests')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['feature-digests'] })
  @ApiOperation({
    operationId: 'reportFeatureDigests',
    summary: 'Report feature digests',
    description: 'Teams, recipients, mails and features of the quarterly digests (Q1, Q2).',
  })
  @ApiOkResponse({ schema: REPORT_SCHEMAS.DigestReport, headers: MANIFEST_HEADERS })
  digests(@Query() query: ReportQuery, @CurrentAsker() asker: Asker, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.reports.answer(() => digestReportQuery, query, { asker, reply });
  }
}
