import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { resource, useResource } from '../../api/resource.js';
import { useMoment } from '../../app/moment.js';
import { Button } from '../../design/button.js';
import { Card } from '../../design/card.js';
import { saveAsFile, saveAsJson } from '../../design/download.js';
import { EmptyState } from '../../design/empty-state.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { useTexts } from '../../texts/language-context.js';
import { useZone } from '../../time/zone-context.js';
import { ReportCharts } from './report-charts.js';
import { BUCKETS, reportKind, type ReportName, reportNameOf, type ReportQuery } from './report-kinds.js';
import { ReportParameters, type ReportSearch } from './report-parameters.js';
import { reportCsv, reportRows, reportTotal } from './report-rows.js';
import { ReportTable } from './report-table.js';
import { reportsTexts } from './reports.texts.js';
import styles from './reports.module.css';

const route = getRouteApi('/reports');

const reportResource = (name: ReportName, query: ReportQuery) =>
  resource(['reports', name, query], (options) => reportKind(name).load(query, options));

/** Report parameters from the address, with the report's defaults until a grouping or bucket is chosen. */
const shownSearch = (search: ReportSearch, zone: string): ReportSearch => {
  const { initial, hasBuckets } = reportKind(reportNameOf(search.report));
  const isFirstLook = search.groupBy === undefined && search.bucket === undefined;
  const shown = isFirstLook && (hasBuckets || initial.groupBy) ? { ...search, ...initial } : search;
  // Days and months of the time zone in which the page shows its times.
  return hasBuckets ? { timeZone: zone, ...shown } : shown;
};

const queryOf = ({ bucket, report: _, ...search }: ReportSearch, asOf: string | undefined): ReportQuery => ({
  ...search,
  bucket: BUCKETS.find((one) => one === bucket),
  asOf,
});

/** Every report: plotted, as a table whose numbers lead to their facts, and to download with its manifest. */
export const ReportsPage = () => {
  const t = useTexts(reportsTexts);
  const navigate = useNavigate();
  const { asOf } = useMoment();
  const address = route.useSearch();
  const { zone } = useZone();
  const search = shownSearch(address, zone);
  const name = reportNameOf(search.report);
  const kind = reportKind(name);
  const report = useResource(reportResource(name, queryOf(search, asOf)), { keepPrevious: true });
  const rows = useMemo(() => reportRows(report.data?.items ?? []), [report.data]);
  const change = (changed: ReportSearch): void => {
    // Another report has other groupings and buckets.
    const kept = changed.report === undefined ? search : { from: search.from, to: search.to, team: search.team };
    void navigate({ to: '/reports', search: { ...kept, ...changed }, replace: true });
  };
  return (
    <Page title={t.title} isWide>
      <ReportParameters name={name} kind={kind} search={search} onChange={change} />
      <Loaded of={report}>
        {(data) =>
          rows.length === 0 ? (
            <EmptyState title={t.empty} hint={t.emptyHint} />
          ) : (
            <>
              <Card title={t.reports[name]}>
                <ReportCharts title={t.reports[name]} kind={kind} rows={rows} />
              </Card>
              <Card
                title={t.numbers}
                actions={
                  <>
                    <span className={styles['note']}>{t.download}</span>
                    <Button onClick={() => saveAsFile(`${name}.csv`, 'text/csv', reportCsv(rows, kind))}>
                      {t.csv}
                    </Button>
                    <Button onClick={() => saveAsJson(`${name}.json`, data)}>{t.json}</Button>
                    <Button title={t.manifestHint} onClick={() => saveAsJson(`${name}-manifest.json`, data.manifest)}>
                      {t.manifest}
                    </Button>
                  </>
                }
              >
                <ReportTable
                  name={name}
                  kind={kind}
                  search={search}
                  rows={rows}
                  total={reportTotal(data.total, rows, kind)}
                />
                <p className={styles['note']}>{t.manifestHint}</p>
              </Card>
            </>
          )
        }
      </Loaded>
    </Page>
  );
};
