import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { type PlainColumn, PlainTable } from '../../design/plain-table.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { useReportFormats } from './report-formats.js';
import type { Grouping, Measure, ReportKind, ReportName } from './report-kinds.js';
import type { ReportSearch } from './report-parameters.js';
import { bucketsOf, type ReportRow } from './report-rows.js';
import { amountsAt, numberAt } from './report-values.js';
import { reportsTexts } from './reports.texts.js';
import styles from './reports.module.css';

interface CellProps {
  readonly name: ReportName;
  readonly row: ReportRow;
  readonly search: ReportSearch;
  readonly measure: Measure;
  /** The sum of all rows. */
  readonly isTotal: boolean;
}

/** The address of what is counted in a number. */
const useFactsSearch = ({ row, search, isTotal }: CellProps, measure: string) => {
  const { report: _, ...parameters } = search;
  const groups = Object.values(row.group);
  return {
    ...parameters,
    measure,
    ...(isTotal || groups.length === 0 ? {} : { group: groups.map((value) => value ?? '').join(',') }),
    ...(isTotal || row.bucket === undefined ? {} : { period: row.bucket }),
  };
};

const FactsLink = (props: CellProps & { readonly path: string; readonly text: string }) => {
  const t = useTexts(reportsTexts);
  const { name, measure, path, text } = props;
  return (
    <Link
      to="/reports/$name/facts"
      params={{ name }}
      search={useFactsSearch(props, path)}
      title={t.facts(t.measures[measure.path])}
      className={styles['number']}
    >
      {text}
    </Link>
  );
};

/** A number, which leads to what it counts. */
const Cell = (props: CellProps) => {
  const { row, measure } = props;
  const formats = useFormats();
  const { value } = useReportFormats();
  if (measure.kind === 'money')
    return amountsAt(row.item, measure.path).map((amount, index) => (
      <Fragment key={amount.currency}>
        {index > 0 && <br />}
        <FactsLink {...props} path={`${measure.path}.${amount.currency}`} text={formats.money(amount)} />
      </Fragment>
    ));
  const number = numberAt(row.item, measure.path);
  const text = value(measure.kind, number);
  return measure.hasFacts && number !== null && number !== 0 ? (
    <FactsLink {...props} path={measure.path} text={text} />
  ) : (
    text
  );
};

const isGrouping = (kind: ReportKind, name: string): name is Grouping =>
  kind.groupings.some((grouping) => grouping === name);

/** The numbers of a report, with the sum of all. */
export const ReportTable = ({
  name,
  kind,
  search,
  rows,
  total,
}: {
  readonly name: ReportName;
  readonly kind: ReportKind;
  readonly search: ReportSearch;
  readonly rows: readonly ReportRow[];
  /** Figures of the whole report; undefined if it has none. */
  readonly total: object | undefined;
}) => {
  const t = useTexts(reportsTexts);
  const { group, bucket: bucketText } = useReportFormats();
  const groupings = Object.keys(rows[0]?.group ?? {});
  const sum: ReportRow | undefined = total && { group: {}, bucket: undefined, item: total };
  const hasBuckets = bucketsOf(rows).length > 0;
  const names: readonly PlainColumn<ReportRow>[] = [
    ...(hasBuckets
      ? [
          {
            id: 'bucket',
            name: t.bucket,
            render: (row: ReportRow) => (
              <span className={styles['bucket']}>{row === sum ? t.total : bucketText(row.bucket ?? '')}</span>
            ),
          },
        ]
      : []),
    ...groupings.map((grouping, index) => ({
      id: grouping,
      name: isGrouping(kind, grouping) ? t.groupings[grouping] : grouping,
      render: (row: ReportRow) => {
        if (row === sum) return hasBuckets || index > 0 ? '' : t.total;
        return group(grouping, row.group[grouping] ?? null);
      },
    })),
  ];
  const first = names.length > 0 ? names : [{ id: 'all', name: t.report, render: () => t.total }];
  return (
    <PlainTable
      label={t.numbers}
      columns={[
        ...first,
        ...kind.measures.map((measure) => ({
          id: measure.path,
          name: t.measures[measure.path],
          align: 'end' as const,
          render: (row: ReportRow) => (
            <Cell name={name} row={row} search={search} measure={measure} isTotal={row === sum} />
          ),
        })),
      ]}
      rows={rows}
      idOf={(row) => JSON.stringify([row.bucket, row.group])}
      foot={sum}
    />
  );
};
