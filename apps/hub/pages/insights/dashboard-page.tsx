import type { Schemas } from '@ledgerdesk/client';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type Names, useNames } from '../../api/names.js';
import { useResource } from '../../api/resource.js';
import { useMoment } from '../../app/moment.js';
import { Card } from '../../design/card.js';
import { BarChart } from '../../design/charts/bar-chart.js';
import { EmptyState } from '../../design/empty-state.js';
import { SelectField } from '../../design/field.js';
import { Loaded } from '../../design/loaded.js';
import { LoadingPage } from '../../design/loading-page.js';
import { Page } from '../../design/page.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import styles from './insights.module.css';
import { insightTexts } from './insights.texts.js';
import { countWithoutType, monthTotals } from './month-totals.js';
import { dashboardResource } from './resources.js';

const route = getRouteApi('/dashboard');

type Dashboard = Schemas['Dashboard'];

/** How often something was asked about, in all and by month. */
interface Pattern {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly share: number;
  readonly months: Dashboard['issueTypes'][number]['months'];
}

const countIn = ({ count, share, months }: Pattern, month: string) =>
  month === '' ? { count, share } : (months.find((one) => one.month === month) ?? { count: 0, share: 0 });

/** How requests divide, in all or in a month. */
const PatternChart = ({
  label,
  patterns,
  month,
}: {
  readonly label: string;
  readonly patterns: readonly Pattern[];
  readonly month: string;
}) => {
  const t = useTexts(insightTexts);
  const formats = useFormats();
  const rows = patterns.map((pattern) => ({ id: pattern.id, name: pattern.name, ...countIn(pattern, month) }));
  const shares = new Map(rows.map(({ count, share }) => [count, share]));
  return (
    <BarChart
      label={label}
      isTitled
      rows={rows.map(({ id, name, count, share }) => ({ id, name, value: count, share }))}
      valueText={(count) => t.shareOf(formats.number(count), formats.share(shares.get(count) ?? 0))}
    />
  );
};

/** Requests of each month. */
const MonthChart = ({ dashboard }: { readonly dashboard: Dashboard }) => {
  const t = useTexts(insightTexts);
  const formats = useFormats();
  return (
    <BarChart
      label={t.byMonth}
      isTitled
      rows={monthTotals(dashboard).map(({ month, count }) => ({ name: formats.monthName(month), value: count }))}
      valueText={(count) => t.requests(formats.number(count))}
    />
  );
};

/** Issue types, and requests that name none where there are some: each with its share of all requests. */
const withUntyped = (
  dashboard: Dashboard,
  issueTypes: readonly Pattern[],
  month: string,
  name: string,
): readonly Pattern[] => {
  const untyped = countWithoutType(dashboard, month);
  if (untyped === 0) return issueTypes;
  const all = issueTypes.reduce((sum, pattern) => sum + countIn(pattern, month).count, untyped);
  const counted = (id: string, called: string, count: number): Pattern => {
    const share = count / all;
    return { id, name: called, count, share, months: [{ month, count, share }] };
  };
  return [
    ...issueTypes.map((pattern) => counted(pattern.id, pattern.name, countIn(pattern, month).count)),
    counted('', name, untyped),
  ];
};

const Patterns = ({ dashboard, names }: { readonly dashboard: Dashboard; readonly names: Names }) => {
  const t = useTexts(insightTexts);
  const formats = useFormats();
  const { month: wanted } = route.useSearch();
  const navigate = useNavigate();
  const months = monthTotals(dashboard);
  const month = months.find((one) => one.month === wanted)?.month ?? '';
  const show = (chosen: string): void =>
    void navigate({
      to: '/dashboard',
      search: (search) => ({ ...search, month: chosen === '' ? undefined : chosen }),
      replace: true,
    });
  const issueTypes = dashboard.issueTypes.map((one) => ({
    ...one,
    id: one.issueType,
    name: names.issueType(one.issueType),
  }));
  const products = dashboard.products?.map((one) => ({ ...one, id: one.product, name: names.product(one.product) }));
  return (
    <>
      <div className={styles['filter']}>
        <SelectField label={t.month} value={month} onChange={({ target }) => show(target.value)}>
          <option value="">{t.all}</option>
          {months.map(({ month: one }) => (
            <option key={one} value={one}>
              {formats.monthName(one)}
            </option>
          ))}
        </SelectField>
      </div>
      <div className={styles['grid']}>
        <Card title={t.byIssueType}>
          <PatternChart
            label={t.byIssueType}
            patterns={withUntyped(dashboard, issueTypes, month, t.withoutType)}
            month={month}
          />
        </Card>
        <div className={styles['column']}>
          {products && (
            <Card title={t.byProduct}>
              <PatternChart label={t.byProduct} patterns={products} month={month} />
            </Card>
          )}
          <Card title={t.byMonth}>
            <MonthChart dashboard={dashboard} />
          </Card>
        </div>
      </div>
    </>
  );
};

/** The reader's own requests: how many, and about what (D1–D6). */
export const DashboardPage = () => {
  const t = useTexts(insightTexts);
  const formats = useFormats();
  const { asOf } = useMoment();
  const dashboard = useResource(dashboardResource(asOf));
  const names = useNames();
  return (
    <Page title={t.dashboard}>
      <Loaded of={dashboard}>
        {(data) => (
          <>
            <dl className={styles['numbers']}>
              {[[t.open, data.open] as const, [t.total, data.total] as const].map(([name, count]) => (
                <div key={name} className={styles['number']}>
                  <dt className={styles['muted']}>{name}</dt>
                  <dd>
                    <strong>{formats.number(count)}</strong>
                  </dd>
                </div>
              ))}
            </dl>
            <p className={styles['muted']}>{t.own}</p>
            {data.total === 0 && <EmptyState title={t.none} hint={t.noneHint} />}
            {data.total > 0 && (names.areLoading ? <LoadingPage /> : <Patterns dashboard={data} names={names} />)}
          </>
        )}
      </Loaded>
    </Page>
  );
};
