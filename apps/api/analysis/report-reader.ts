import { type PolicyTimeline, POLICIES } from '@ledgerdesk/application';
import type { TimeZones } from '@ledgerdesk/business-time';
import type { Refusal } from '@ledgerdesk/kernel';
import type { GroupedReportRequest, StockReportRequest } from '@ledgerdesk/projections';
import type { NamedQuery } from '@ledgerdesk/read-store';
import type { Asker } from '@ledgerdesk/runtime';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { AsOfParams } from '../platform/as-of/as-of.dto.js';
import { type Moment, ReadModels } from '../platform/as-of/read-models.js';
import { withManifest } from '../platform/as-of/with-manifest.js';
import { valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';

type ReportQuery = GroupedReportRequest & AsOfParams;
/** A report with buckets in the time zone of its request. */
type ZonedReport<Request, Report> = (zones: TimeZones) => NamedQuery<Request, Report | Refusal>;

/** Who asks for a report, and the response to it. */
interface Asking {
  readonly asker: Asker;
  readonly reply: FastifyReply;
}

/** Reads reports in a time zone, current or as of an earlier position or instant. */
@Injectable()
export class ReportReader {
  constructor(
    private readonly models: ReadModels,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  /** Answers with a report. Throws Problem for a time zone that does not exist, and for a report that is too large. */
  async answer<Report extends object>(
    report: ZonedReport<GroupedReportRequest, Report>,
    { asOf, by, ...request }: ReportQuery,
    { asker, reply }: Asking,
  ) {
    const moment = await this.models.moment({ asOf, by }, asker);
    return this.stated(report(this.zonesFor(request, moment)), request, moment, reply);
  }

  /** Answers with a report of what there is at the moment of the answer. Throws Problem as `answer` does. */
  async answerAtMoment<Report extends object>(
    report: ZonedReport<StockReportRequest, Report>,
    { asOf, by, ...request }: ReportQuery,
    { asker, reply }: Asking,
  ) {
    const moment = await this.models.moment({ asOf, by }, asker);
    return this.stated(report(this.zonesFor(request, moment)), { ...request, at: moment.at }, moment, reply);
  }

  /** The answer with its manifest, also in a header. */
  private async stated<Request extends object, Report extends object>(
    query: NamedQuery<Request, Report | Refusal>,
    request: Request,
    moment: Moment,
    reply: FastifyReply,
  ) {
    const { answer, manifest } = await this.models.answer(query, request, { moment });
    return withManifest(reply, valueOrThrow(answer), manifest);
  }

  /** The time zones that apply at a moment. Throws Problem if they do not include that of the request. */
  private zonesFor({ timeZone }: GroupedReportRequest, { at }: Moment): TimeZones {
    const { zones } = this.policies.at(at);
    const problem = timeZone === undefined ? undefined : zones.problemWith(timeZone);
    if (problem !== undefined) throw new Problem(400, 'unknown-time-zone', problem);
    return zones;
  }
}
