import { longestOf, type Stack, StackedBars, StackLegend } from '../../design/charts/stacked-bars.js';
import { TimeSeries } from '../../design/charts/time-series.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { useReportFormats } from './report-formats.js';
import type { MeasureKind, MeasureName, ReportKind } from './report-kinds.js';
import { bucketsOf, byGroup, type ReportRow } from './report-rows.js';
import { numberAt } from './report-values.js';
import { reportsTexts } from './reports.texts.js';
import styles from './reports.module.css';

/** More groups are in the table only. */
const SHOWN_GROUPS = 12;

/** Distances of the marks on the axis of values: full hours and days, whole numbers, and round shares. */
const STEPS: Readonly<Record<MeasureKind, readonly number[]>> = {
  minutes: [1, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1_440, 2_880, 7_200, 14_400, 43_200, 144_000, 525_600],
  count: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000, 1_000_000],
  share: [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5],
  money: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000, 100_000, 1_000_000],
};

const kindOf = ({ measures }: ReportKind, path: MeasureName): MeasureKind =>
  measures.find((measure) => measure.path === path)?.kind ?? 'count';

/** One chart of bars: those of a group by bucket or, without buckets, those of all groups. */
interface BarGroup {
  readonly title: string;
  readonly rows: readonly Stack[];
}

/** Bars whose parts are the measures that add up: by bucket for each group, or by group. */
const Bars = ({
  title,
  kind,
  rows,
  hasBuckets,
}: {
  readonly title: string;
  readonly kind: ReportKind;
  readonly rows: readonly ReportRow[];
  readonly hasBuckets: boolean;
}) => {
  const t = useTexts(reportsTexts);
  const formats = useFormats();
  const { groupText, bucket: bucketText } = useReportFormats();
  const stackOf = ({ bucket, group, item }: ReportRow): Stack => ({
    name: hasBuckets ? bucketText(bucket ?? '') : groupText(group),
    values: kind.stack.map(({ path }) => numberAt(item, path) ?? 0),
  });
  const shown: readonly BarGroup[] = hasBuckets
    ? [...byGroup(rows).values()]
        .slice(0, SHOWN_GROUPS)
        .map((group) => ({ title: groupText(group[0]?.group ?? {}), rows: group.map(stackOf) }))
    : [{ title, rows: rows.slice(0, SHOWN_GROUPS * 3).map(stackOf) }];
  const parts = kind.stack.map(({ path, tone }) => ({ name: t.measures[path], tone }));
  const longest = longestOf(shown.flatMap((group) => group.rows));
  return (
    <>
      <StackLegend parts={parts} />
      {shown.map((group) => (
        <StackedBars
          key={group.title}
          label={shown.length > 1 ? group.title : title}
          isLabelHidden={shown.length === 1}
          parts={parts}
          rows={group.rows}
          longest={longest}
          valueText={formats.number}
        />
      ))}
    </>
  );
};

/** Lines over the buckets: one for each measure or, with groups, one for each group. */
const Lines = ({ kind, rows }: { readonly kind: ReportKind; readonly rows: readonly ReportRow[] }) => {
  const t = useTexts(reportsTexts);
  const { value, groupText, bucket: bucketText } = useReportFormats();
  const buckets = bucketsOf(rows);
  const names = buckets.map(bucketText);
  const groups = [...byGroup(rows).values()].slice(0, SHOWN_GROUPS);
  const valuesOf = (group: readonly ReportRow[], path: MeasureName): readonly (number | null)[] =>
    buckets.map((name) => numberAt(group.find(({ bucket }) => bucket === name)?.item, path));
  const [first] = kind.lines;
  if (names.length < 2 || first === undefined) return null;
  const textFor = (path: MeasureName) => (number: number) => value(kindOf(kind, path), number);
  const [only] = groups;
  if (groups.length === 1 && only)
    return (
      <TimeSeries
        label={t.overTime(kind.lines.map((path) => t.measures[path]).join(', '))}
        names={names}
        lines={kind.lines.map((path) => ({ name: t.measures[path], values: valuesOf(only, path) }))}
        valueText={textFor(first)}
        steps={STEPS[kindOf(kind, first)]}
      />
    );
  return kind.lines.map((path) => (
    <TimeSeries
      key={path}
      label={t.overTime(t.measures[path])}
      names={names}
      lines={groups.map((group) => ({ name: groupText(group[0]?.group ?? {}), values: valuesOf(group, path) }))}
      valueText={textFor(path)}
      steps={STEPS[kindOf(kind, path)]}
    />
  ));
};

/** A report as a picture. The table has the same numbers. */
export const ReportCharts = ({
  title,
  kind,
  rows,
}: {
  readonly title: string;
  readonly kind: ReportKind;
  readonly rows: readonly ReportRow[];
}) => {
  const t = useTexts(reportsTexts);
  const formats = useFormats();
  const hasBuckets = bucketsOf(rows).length > 0;
  const left = hasBuckets ? byGroup(rows).size - SHOWN_GROUPS : rows.length - SHOWN_GROUPS * 3;
  return (
    <div className={styles['charts']}>
      <Bars title={title} kind={kind} rows={rows} hasBuckets={hasBuckets} />
      {hasBuckets && <Lines kind={kind} rows={rows} />}
      {left > 0 && <p>{t.more(formats.number(left))}</p>}
    </div>
  );
};
