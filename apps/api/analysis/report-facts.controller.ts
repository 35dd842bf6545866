import { type PolicyTimeline, POLICIES } from '@ledgerdesk/application';
import type { TimeZones } from '@ledgerdesk/business-time';
import {
  type CountedRow,
  DEFAULT_PAGE,
  factsQuery,
  type FactsParams,
  queriesWith,
  type RowEvents,
  rowEventsQuery,
} from '@ledgerdesk/projections';
import type { Instant } from '@ledgerdesk/kernel';
import type { Asker } from '@ledgerdesk/runtime';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { MANIFEST_HEADERS } from '../platform/as-of/manifest.schemas.js';
import { type Moment, ReadModels } from '../platform/as-of/read-models.js';
import { withManifest } from '../platform/as-of/with-manifest.js';
import { AllowedRoles } from '../platform/auth/access.js';
import type { Caller } from '../platform/auth/caller.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import { valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { decodeFactsCursor, encodeFactsCursor } from './facts-cursor.js';
import { ReportFactsQuery } from './report-facts.dto.js';
import { ReplayedPages } from './replayed-pages.js';
import { encodeRowCursor } from './row-cursor.js';
import { ROW_SCHEMAS } from './row.schemas.js';

const SEPARATOR = ' ';

const nameOf = ({ model, key }: Pick<CountedRow, 'model' | 'key'>): string => model + SEPARATOR + key;

type ReportQuestion = NonNullable<ReturnType<typeof queriesWith>[number]['question']>;

/** What a report answers. Throws Problem for a name that no report has. */
const questionNamed = (name: string, zones: TimeZones): ReportQuestion => {
  const report = queriesWith(zones).find(({ question }) => question?.kind === 'report' && question.name === name);
  if (!report?.question) throw new Problem(404, 'report-not-found', 'Report not found.');
  return report.question;
};

const invalid = (detail: string): Problem => new Problem(400, 'invalid-input', detail);

/** Throws Problem for groupings that a report does not have. */
const assertGroupings = (asked: readonly string[], known: readonly string[]): void => {
  const unknown = asked.find((grouping) => !known.includes(grouping));
  if (unknown === undefined) return;
  const remedy = known.length === 0 ? 'Omit `groupBy`.' : `Use one of ${known.join(', ')}.`;
  throw invalid(`The report cannot be grouped by ${unknown}. ${remedy}`);
};

/** The values of a group; those of hours of the week are numbers. Throws Problem unless there is one for each name. */
const groupOf = (text: string | undefined, groupBy: readonly string[]): readonly (string | number | null)[] => {
  const values = text === undefined ? [] : text.split(',');
  if (values.length !== groupBy.length) throw invalid('`group` needs one value for each name in `groupBy`.');
  return values.map((value, index) => {
    if (value === '') return null;
    return groupBy[index] === 'hourOfWeek' ? Number(value) : value;
  });
};

/** The rows that are counted in a number of a report. */
@ApiTags('analyst')
@Controller('v1/reports')
export class ReportFactsController {
  constructor(
    private readonly models: ReadModels,
    private readonly pages: ReplayedPages,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  @Get(':name/facts')
  @AllowedRoles(['analyst', 'auditor'])
  @ApiOperation({
    operationId: 'explainReport',
    summary: 'Explain a number in a report',
    description:
      'The rows that are counted in a measure of a group and bucket, or of the whole report, with the parameters ' +
      'of the report. Their values add up to the number. All pages are as of the `position` and moment of the first ' +
      'one. Personal fields are masked for analysts.',
  })
  @ApiParam({ name: 'name', description: 'Name of the report.', example: 'responses' })
  @ApiOkResponse({ schema: ROW_SCHEMAS.ReportFactsPage, headers: MANIFEST_HEADERS })
  async facts(
    @CurrentCaller() { kind }: Caller,
    @Param('name') name: string,
    @Query() query: ReportFactsQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { moment, position, cursor } = await this.pages.start(query, asker);
    const start = cursor === undefined ? undefined : decodeFactsCursor(cursor);
    const { at } = start ?? (await this.models.moment(query, asker));
    const { zones } = this.policies.at(at);
    const params: FactsParams = {
      report: name,
      ...requestOf(query, { zones, question: questionNamed(name, zones), at }),
      ...(start && { after: start.after }),
    };
    const masked = kind !== 'auditor';
    const { answer, manifest } = await this.models.answer(factsQuery(zones), params, { moment, masked });
    const { total, items, more } = valueOrThrow(answer);
    const events = query.events === true ? await this.eventsOf(items, moment) : undefined;
    const last = more ? items.at(-1) : undefined;
    void reply.header('ledger-position', position);
    const body = {
      total,
      items: items.map((item) => ({
        ...item,
        lineage: `/v1/read-models/${item.model}/rows/${encodeURIComponent(item.key)}/lineage`,
        ...(events && { events: events.get(nameOf(item)) ?? [] }),
      })),
      ...(last && { next: encodeRowCursor({ position, rows: encodeFactsCursor({ at, after: last }) }) }),
      position,
    };
    return withManifest(reply, body, manifest);
  }

  /** The events that made the rows of a page, by model and key. */
  private async eventsOf(
    items: readonly CountedRow[],
    moment: Moment,
  ): Promise<ReadonlyMap<string, RowEvents['events']>> {
    const found = new Map<string, RowEvents['events']>();
    for (const model of new Set(items.map((item) => item.model))) {
      const keys = items.flatMap((item) => (item.model === model ? [item.key] : []));
      const rows = await this.models.query(rowEventsQuery, { model, keys }, { moment });
      for (const { key, events } of rows) found.set(nameOf({ model, key }), events);
    }
    return found;
  }
}

/** Time zones, report and moment that a request for facts is validated with. */
interface FactsContext {
  readonly zones: TimeZones;
  readonly question: ReportQuestion;
  /** The moment of the first page: now, or that of `asOf`. */
  readonly at: Instant;
}

/** The report and the number in it that a request asks about. Throws Problem for what the report does not have. */
const requestOf = (
  { team, from, to, timeZone, groupBy = [], bucket, group, period, measure, limit = DEFAULT_PAGE }: ReportFactsQuery,
  { zones, question, at }: FactsContext,
): Omit<FactsParams, 'report' | 'after'> => {
  const hasOwnPeriods = question.facts?.hasOwnPeriods === true;
  assertGroupings(groupBy, question.groupings ?? []);
  if (team !== undefined && !('team' in (question.defaults ?? {})))
    throw invalid('The report has no teams. Omit `team`.');
  if (period !== undefined && bucket === undefined && !hasOwnPeriods) throw invalid('`period` needs `bucket`.');
  if (bucket !== undefined && hasOwnPeriods) throw invalid('The report has periods of its own. Omit `bucket`.');
  const zoneProblem = timeZone === undefined ? undefined : zones.problemWith(timeZone);
  if (zoneProblem !== undefined) throw new Problem(400, 'unknown-time-zone', zoneProblem);
  const given = { team, from, to, timeZone, bucket, ...(groupBy.length > 0 && { groupBy }) };
  const values = group === undefined && period === undefined ? undefined : groupOf(group, groupBy);
  return {
    request: { ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)), at },
    ...(values && { group: values }),
    ...(period !== undefined && { period }),
    measure,
    limit,
  };
};
