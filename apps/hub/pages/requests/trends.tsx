import type { Schemas } from '@ledgerdesk/client';
import { Card } from '../../design/card.js';
import { BarChart } from '../../design/charts/bar-chart.js';
import { LoadingPage } from '../../design/loading-page.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { useNames } from '../../api/names.js';
import { monthTotals } from '../insights/month-totals.js';
import { mostFrequentTypes, type TypeCount } from './most-frequent-types.js';
import { overviewTexts } from './overview-page.texts.js';
import styles from './overview-page.module.css';

/** Types that are shown; the dashboard has all. */
const SHOWN = 5;
/** Months that are shown. */
const MONTHS = 6;

/** What the reader asks about most, and how often in the last months. */
export const Trends = ({ dashboard }: { readonly dashboard: Schemas['Dashboard'] }) => {
  const t = useTexts(overviewTexts);
  const formats = useFormats();
  const names = useNames();
  const nameOf = ({ type }: TypeCount): string =>
    type === 'others' ? t.otherTypes : type === 'none' ? t.withoutType : names.issueType(type.id);
  if (names.areLoading) return <LoadingPage lines={3} />;
  if (dashboard.total === 0)
    return (
      <Card title={t.trends}>
        <p className={styles['muted']}>{t.noTrends}</p>
      </Card>
    );
  return (
    <Card title={t.trends}>
      <div className={styles['charts']}>
        <BarChart
          label={t.trendsHint}
          valueText={formats.number}
          rows={mostFrequentTypes(dashboard, SHOWN).map((one) => ({
            id: typeof one.type === 'string' ? one.type : one.type.id,
            name: nameOf(one),
            value: one.count,
          }))}
        />
        <BarChart
          label={t.byMonth}
          valueText={formats.number}
          rows={monthTotals(dashboard)
            .slice(-MONTHS)
            .map(({ month, count }) => ({ name: formats.monthName(month), value: count }))}
        />
      </div>
    </Card>
  );
};
