import { recordedAtOrBefore, type ReadableLog } from '@ledgerdesk/event-store';
import { type Instant, isRefusal, type TimeBasis } from '@ledgerdesk/kernel';
import { type Answered, digestOf } from '@ledgerdesk/manifest';
import { type BucketSize, currentProjection, type Grouping, MAX_GROUPINGS, questionOf } from '@ledgerdesk/projections';
import { type AsOf, inlineAsOfReader, untilOf } from '@ledgerdesk/runtime';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { replaySource } from '../../server/as-of/replay-source.js';
import { assertReached } from '../replay/replayed-model.js';
import { REPORTS } from './reports.js';

/** What to report. */
export interface ReportOptions {
  readonly groupBy?: readonly string[];
  readonly bucket?: BucketSize;
  readonly timeZone?: string;
  readonly team?: string;
  readonly from?: Instant;
  readonly to?: Instant;
  readonly asOf?: AsOf;
  readonly by: TimeBasis;
}

/** An answer and what its manifest says. */
export interface ReadReport {
  readonly answer: object;
  readonly answered: Answered;
}

/** Options that this report does not have, or a report that is refused. */
class InvalidReport extends Error {
  readonly code = 'invalid-report';
}

const groupingsFor = (name: string, groupBy: readonly string[]): readonly Grouping[] => {
  const known = REPORTS[name]?.groupings ?? [];
  const unknown = groupBy.find((one) => !known.some((grouping) => grouping === one));
  if (unknown !== undefined)
    throw new InvalidReport(`${name} cannot be grouped by ${unknown}. Use ${known.join(', ')}.`);
  if (groupBy.length > MAX_GROUPINGS || new Set(groupBy).size < groupBy.length)
    throw new InvalidReport(`Group by at most ${MAX_GROUPINGS} names, each once.`);
  return known.filter((grouping) => groupBy.includes(grouping)).sort((a, b) => groupBy.indexOf(a) - groupBy.indexOf(b));
};

/** The moment of an answer: that of `asOf`, or the time of the last event up to the position. */
const momentOf = async (log: ReadableLog, asOf: AsOf | undefined): Promise<Instant> =>
  asOf && 'instant' in asOf
    ? asOf.instant
    : ((await recordedAtOrBefore(log, asOf?.position ?? (await log.head()))) ?? new Date(0).toISOString());

/**
 * Computes a report from the log.
 * @throws InvalidReport for options that the report does not have, and for a report that is too large
 */
export const readReport = async (log: ReadableLog, name: string, options: ReportOptions): Promise<ReadReport> => {
  const { groupBy, bucket, timeZone, team, from, to, asOf, by } = options;
  const declared = REPORTS[name];
  if (!declared) throw new InvalidReport(`There is no report ${name}. Use ${Object.keys(REPORTS).join(', ')}.`);
  const zones = new TemporalTimeZones();
  const problem = timeZone === undefined ? undefined : zones.problemWith(timeZone);
  if (problem !== undefined) throw new InvalidReport(problem);
  if (team !== undefined && !declared.hasTeam) throw new InvalidReport(`${name} is a report over all teams.`);
  await assertReached(log, asOf);
  const position = asOf && 'position' in asOf ? asOf.position : await log.head();
  const at = asOf && 'instant' in asOf ? asOf.instant : undefined;
  const query = declared.query(zones);
  const params = {
    ...(groupBy && { groupBy: groupingsFor(name, groupBy) }),
    ...(bucket && { bucket }),
    ...(timeZone !== undefined && { timeZone }),
    ...(team !== undefined && { team }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    at: await momentOf(log, asOf),
  };
  const { at: _, ...withoutMoment } = params;
  const asked = declared.hasMoment ? params : withoutMoment;
  const until = at === undefined ? { position } : { ...untilOf({ instant: at }, by), position };
  const answer = await inlineAsOfReader(replaySource(log)).query(query, { params, until });
  if (isRefusal(answer)) throw new InvalidReport(answer.message);
  return {
    answer,
    answered: {
      question: questionOf(query, asked),
      position,
      by,
      at,
      projections: query.models(params).map(currentProjection),
      rows: digestOf([...(query.question?.rows(answer) ?? [])]),
    },
  };
};
