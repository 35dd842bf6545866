import type { RequestOptions } from '@ledgerdesk/client';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useClassificationNames } from '../../api/classification-names.js';
import { client } from '../../api/client.js';
import { usePages } from '../../api/pages-of.js';
import { resource, type ShownResource, useResource } from '../../api/resource.js';
import { oneOf } from '../../app/search-values.js';
import { useMoment } from '../../app/moment.js';
import { BackLink } from '../../design/back-link.js';
import { EmptyState } from '../../design/empty-state.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { JsonText } from '../../design/json-text.js';
import { LoadingText } from '../../design/loading-text.js';
import { Page } from '../../design/page.js';
import { PagedTable } from '../../design/paged-table.js';
import type { PlainColumn } from '../../design/plain-table.js';
import { joined } from '../../texts/joined.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import { countedThing } from './counted-thing.js';
import { useReportFormats } from './report-formats.js';
import { BUCKETS, type MeasureName, type ReportName, type ReportQuery, reportNameOf } from './report-kinds.js';
import styles from './reports.module.css';
import { reportsTexts } from './reports.texts.js';

const route = getRouteApi('/reports/$name/facts');

type FactsPageAnswer = Awaited<ReturnType<typeof loadFacts>>['data'];
type CountedRow = FactsPageAnswer['items'][number];
/** Which number of which report. */
interface FactsQuery extends ReportQuery {
  readonly measure: string;
  readonly group?: string | undefined;
  readonly period?: string | undefined;
}

const loadFacts = (name: string, query: FactsQuery, options: RequestOptions, cursor?: string) =>
  client.get('/v1/reports/{name}/facts', { path: { name }, query: { ...query, cursor }, ...options });

const nameOfGrouping = (names: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(names, name) ? (names[name] ?? name) : name;

const isMeasure = (path: string, names: Readonly<Record<string, string>>): path is MeasureName =>
  Object.hasOwn(names, path);

/** What a row is: its kind, which leads to its events, and its key, which leads to the row of the read model. */
const CountedName = ({ counted: { model, row, key } }: { readonly counted: CountedRow }) => {
  const t = useTexts(reportsTexts);
  const { kind, stream } = countedThing(model, row);
  const name = kind === undefined ? model : t.things[kind];
  return (
    <span className={styles['thing']}>
      {stream === undefined ? (
        <span>{name}</span>
      ) : (
        <Link to="/events" search={{ streamName: stream, order: 'asc' }} title={t.eventsOf}>
          {name}
        </Link>
      )}
      <Link
        to="/read-models/$name"
        params={{ name: model }}
        search={{ prefix: key, row: key }}
        title={t.rowOf(model)}
        className={styles['key']}
      >
        <code>{key}</code>
      </Link>
    </span>
  );
};

const useColumns = (): readonly PlainColumn<CountedRow>[] => {
  const t = useTexts(reportsTexts);
  const formats = useFormats();
  const names = useClassificationNames();
  return [
    { id: 'row', name: t.row, render: (row) => <CountedName counted={row} /> },
    {
      id: 'whose',
      name: t.whose,
      render: ({ model, row }) => {
        const { teamId, agentId } = countedThing(model, row);
        return teamId ?? agentId ?? '–';
      },
    },
    {
      id: 'about',
      name: t.about,
      render: ({ model, row }) => {
        const { product, issueType } = countedThing(model, row);
        const about = [product && names.product(product), issueType && names.issueType(issueType)];
        return joined(about) || '–';
      },
    },
    {
      id: 'at',
      name: t.at,
      render: ({ model, row }) => {
        const { at } = countedThing(model, row);
        return at === undefined ? '–' : <TimeText at={at} />;
      },
    },
    { id: 'value', name: t.value, align: 'end', render: ({ value }) => formats.number(value) },
    {
      id: 'json',
      name: t.data,
      render: ({ row, key }) => (
        <details>
          <summary>{t.raw}</summary>
          <JsonText label={key} value={row} />
        </details>
      ),
    },
  ];
};

/** Which number of a report it is: its period, groups and sum. */
const NumberFacts = ({
  report,
  query: { period, groupBy = '', group },
  total,
}: {
  readonly report: ReportName;
  readonly query: FactsQuery;
  readonly total: ShownResource<FactsPageAnswer>;
}) => {
  const t = useTexts(reportsTexts);
  const formats = useFormats();
  const { bucket, group: groupName } = useReportFormats();
  const groups = group?.split(',') ?? [];
  return (
    <FactList>
      <Fact name={t.report}>{t.reports[report]}</Fact>
      {period !== undefined && <Fact name={t.bucket}>{bucket(period)}</Fact>}
      {group !== undefined &&
        groupBy.split(',').map((name, index) => (
          <Fact key={name} name={nameOfGrouping(t.groupings, name)}>
            {groupName(name, groups[index] ?? null)}
          </Fact>
        ))}
      <Fact name={t.factsTotal}>
        {total.data ? <strong>{formats.number(total.data.total)}</strong> : total.error ? '–' : <LoadingText />}
      </Fact>
    </FactList>
  );
};

/** The rows that a number of a report counts. Their values add up to it. */
export const FactsPage = () => {
  const t = useTexts(reportsTexts);
  const { asOf } = useMoment();
  const { name } = route.useParams();
  const { measure = '', bucket, group, period, ...search } = route.useSearch();
  const query: FactsQuery = { ...search, measure, group, period, bucket: oneOf(BUCKETS, bucket), asOf };
  const total = useResource(resource(['reports', 'number', name, query], (options) => loadFacts(name, query, options)));
  const facts = usePages(['reports', 'facts', name, query], (cursor, options) =>
    loadFacts(name, query, options, cursor),
  );
  // What failed for the rows has failed for their sum.
  const reload = (): void => {
    facts.reload();
    if (total.error) total.reload();
  };
  const rows = { ...facts, reload };
  const columns = useColumns();
  // Shown together with the names, to avoid layout shifts.
  const { areLoading } = useClassificationNames();
  const title = isMeasure(measure, t.measures) ? t.measures[measure] : measure;
  const report = reportNameOf(name);
  return (
    <Page
      title={t.factsTitle(title)}
      isWide
      isInOrder
      back={
        <BackLink to="/reports" search={{ ...search, report, bucket }}>
          {t.back}
        </BackLink>
      }
    >
      <NumberFacts report={report} query={query} total={total} />
      <PagedTable
        label={title}
        stacks
        columns={columns}
        rows={areLoading ? { ...rows, items: undefined, hasMore: false } : rows}
        idOf={({ model, key }) => `${model} ${key}`}
        empty={<EmptyState title={t.noFacts} />}
      />
    </Page>
  );
};
