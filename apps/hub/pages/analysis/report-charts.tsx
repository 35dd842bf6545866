import { StackedBars } from '../../design/charts/stacked-bars.js';
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

const kindOf = ({ measures }: ReportKind, path: MeasureName): MeasureKind =>
  measures.find((measure) => measure.path === path)?.kind ?? 'count';

/** Parts of bars: by bucket for each group, or by group. */
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
  const { groupText } = useReportFormats();
  return (
    <StackedBars
      label={title}
      parts={kind.stack.map(({ path, tone }) => ({ name: t.measures[path], tone }))}
      rows={rows.map(({ bucket, group, item }) => ({
        name: hasBuckets ? (bucket ?? '') : groupText(group),
        values: kind.stack.map(({ path }) => numberAt(item, path) ?? 0),
      }))}
      valueText={formats.number}
    />
  );
};

/** Lines over the buckets: one for each measure or, with groups, one for each group. */
const Lines = ({ kind, rows }: { readonly kind: ReportKind; readonly rows: readonly ReportRow[] }) => {
  const t = useTexts(reportsTexts);
  const { value, groupText } = useReportFormats();
  const names = bucketsOf(rows);
  const groups = [...byGroup(rows).values()].slice(0, SHOWN_GROUPS);
  const valuesOf = (group: readonly ReportRow[], path: MeasureName): readonly (number | null)[] =>
    names.map((name) => numberAt(group.find(({ bucket }) => bucket === name)?.item, path));
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
      />
    );
  return kind.lines.map((path) => (
    <TimeSeries
      key={path}
      label={t.overTime(t.measures[path])}
      names={names}
      lines={groups.map((group) => ({ name: groupText(group[0]?.group ?? {}), values: valuesOf(group, path) }))}
      valueText={textFor(path)}
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
  const { groupText } = useReportFormats();
  const hasBuckets = bucketsOf(rows).length > 0;
  const groups = [...byGroup(rows).values()];
  const shown = groups.slice(0, SHOWN_GROUPS);
  const left = (hasBuckets ? groups.length : rows.length) - SHOWN_GROUPS * (hasBuckets ? 1 : 3);
  return (
    <div className={styles['charts']}>
      {hasBuckets ? (
        shown.map((group) => {
          const name = groups.length > 1 ? groupText(group[0]?.group ?? {}) : title;
          return <Bars key={name} title={name} kind={kind} rows={group} hasBuckets />;
        })
      ) : (
        <Bars title={title} kind={kind} rows={rows.slice(0, SHOWN_GROUPS * 3)} hasBuckets={false} />
      )}
      {hasBuckets && <Lines kind={kind} rows={rows} />}
      {left > 0 && <p>{t.more(formats.number(left))}</p>}
    </div>
  );
};
