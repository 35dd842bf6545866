import type { RequestOptions } from '@ledgerdesk/client';
import { getRouteApi, Link } from '@tanstack/react-router';
import { client } from '../../api/client.js';
import { usePages } from '../../api/pages-of.js';
import { resource, useResource } from '../../api/resource.js';
import { useMoment } from '../../app/moment.js';
import { Button } from '../../design/button.js';
import { EmptyState } from '../../design/empty-state.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { JsonText } from '../../design/json-text.js';
import { LoadingPage } from '../../design/loading-page.js';
import { Page } from '../../design/page.js';
import { type PlainColumn, PlainTable } from '../../design/plain-table.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { eventsTexts } from './events.texts.js';
import { BUCKETS, type MeasureName, type ReportQuery, reportNameOf } from './report-kinds.js';
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

const isMeasure = (path: string, names: Readonly<Record<string, string>>): path is MeasureName => path in names;

/** The rows that a number of a report counts. Their values add up to it. */
export const FactsPage = () => {
  const t = useTexts(reportsTexts);
  const events = useTexts(eventsTexts);
  const formats = useFormats();
  const { asOf } = useMoment();
  const { name } = route.useParams();
  const { measure = '', bucket, group, period, ...search } = route.useSearch();
  const query: FactsQuery = {
    ...search,
    measure,
    group,
    period,
    bucket: BUCKETS.find((one) => one === bucket),
    asOf,
  };
  const total = useResource(resource(['reports', 'number', name, query], (options) => loadFacts(name, query, options)));
  const facts = usePages(['reports', 'facts', name, query], (cursor, options) =>
    loadFacts(name, query, options, cursor),
  );
  const columns: readonly PlainColumn<CountedRow>[] = [
    {
      id: 'row',
      name: t.row,
      render: ({ model, key }) => (
        <Link to="/read-models/$name" params={{ name: model }} search={{ prefix: key, row: key }}>
          <code>{key}</code>
        </Link>
      ),
    },
    { id: 'model', name: t.readModel, render: ({ model }) => model },
    { id: 'value', name: t.value, align: 'end', render: ({ value }) => formats.number(value) },
    { id: 'json', name: events.raw, render: ({ row, key }) => <JsonText label={key} value={row} /> },
  ];
  const title = isMeasure(measure, t.measures) ? t.measures[measure] : measure;
  return (
    <Page
      title={t.factsTitle(title)}
      isWide
      actions={
        <Link to="/reports" search={{ ...search, report: reportNameOf(name), bucket }}>
          {t.back}
        </Link>
      }
    >
      <FactList>
        <Fact name={t.report}>{t.reports[reportNameOf(name)]}</Fact>
        {period !== undefined && <Fact name={t.bucket}>{period}</Fact>}
        {group !== undefined && <Fact name={t.groupBy}>{`${search.groupBy ?? ''}: ${group}`}</Fact>}
        {total.data && <Fact name={t.factsTotal}>{formats.number(total.data.total)}</Fact>}
      </FactList>
      {facts.error && <ProblemNotice error={facts.error} onRetry={facts.reload} />}
      {!facts.items && !facts.error && <LoadingPage />}
      {facts.items?.length === 0 && <EmptyState title={t.noFacts} />}
      {facts.items && facts.items.length > 0 && (
        <PlainTable label={title} columns={columns} rows={facts.items} idOf={({ model, key }) => `${model} ${key}`} />
      )}
      {facts.hasMore && (
        <Button disabled={facts.isLoadingMore} onClick={facts.loadMore}>
          {events.more}
        </Button>
      )}
    </Page>
  );
};
