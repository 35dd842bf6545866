import { type PolicyTimeline, POLICIES } from '@ledgerdesk/application';
import type { TimeZones } from '@ledgerdesk/business-time';
import type { Refusal } from '@ledgerdesk/kernel';
import {
  chargeReportQuery,
  digestReportQuery,
  type GroupedReportRequest,
  responseReportQuery,
} from '@ledgerdesk/projections';
import type { NamedQuery } from '@ledgerdesk/read-store';
import type { Asker } from '@ledgerdesk/runtime';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { ReadModels } from '../platform/as-of/read-models.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { ChargeReportQuery, type GroupedReportQuery, ResponseReportQuery } from './grouped-report.dto.js';
import { ReportQuery } from './report.dto.js';
import { REPORT_SCHEMAS } from './report.schemas.js';

/** Reports over all teams, current or as of an earlier position or instant. */
@ApiTags('analyst')
@Controller('v1/reports')
export class ReportsController {
  constructor(
    private readonly models: ReadModels,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  @Get('responses')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['response-report', 'policy-versions'] })
  @ApiOperation({
    operationId: 'reportResponseTimes',
    summary: 'Report response times',
    description:
      'Response targets met and missed, response times and pauses: in total, and by level and month or by the ' +
      'groupings and buckets of the request. Items add up to the total.',
  })
  @ApiOkResponse({ schema: REPORT_SCHEMAS.ResponseReport })
  responses(@Query() query: ResponseReportQuery, @CurrentAsker() asker: Asker) {
    return this.inZone(responseReportQuery, query, asker);
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
  @ApiOkResponse({ schema: REPORT_SCHEMAS.ChargeReport })
  charges(@Query() query: ChargeReportQuery, @CurrentAsker() asker: Asker) {
    return this.inZone(chargeReportQuery, query, asker);
  }

  @Get('digests')
  @AllowedRoles(['analyst', 'auditor'], { reads: ['feature-digests'] })
  @ApiOperation({
    operationId: 'reportFeatureDigests',
    summary: 'Report feature digests',
    description: 'Teams, recipients, mails and features of the quarterly digests (Q1, Q2).',
  })
  @ApiOkResponse({ schema: REPORT_SCHEMAS.DigestReport })
  async digests(@Query() { asOf, by, ...filter }: ReportQuery, @CurrentAsker() asker: Asker) {
    return this.models.query(digestReportQuery, filter, { moment: await this.models.moment({ asOf, by }, asker) });
  }

  /** A report in a time zone. Throws Problem for one that does not exist. */
  private async inZone<Report>(
    report: (zones: TimeZones) => NamedQuery<GroupedReportRequest, Report | Refusal>,
    { asOf, by, ...filter }: GroupedReportQuery & Pick<GroupedReportRequest, 'groupBy'>,
    asker: Asker,
  ): Promise<Report> {
    const moment = await this.models.moment({ asOf, by }, asker);
    const { zones } = this.policies.at(moment.at);
    const zoneProblem = filter.timeZone === undefined ? undefined : zones.problemWith(filter.timeZone);
    if (zoneProblem !== undefined) throw new Problem(400, 'unknown-time-zone', zoneProblem);
    return valueOrThrow(await this.models.query(report(zones), filter, { moment }));
  }
}
