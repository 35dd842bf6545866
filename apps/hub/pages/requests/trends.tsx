import type { Schemas } from '@ledgerdesk/client';
import { Card } from '../../design/card.js';
import { BarChart } from '../../design/charts/bar-chart.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { useNames } from '../../api/names.js';
import { countWithoutType, monthTotals } from '../insights/month-totals.js';
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
  const types = dashboard.issueTypes.toSorted((a, b) => b.count - a.count);
  const others = types.slice(SHOWN).reduce((sum, { count }) => sum + count, 0);
  const rest = [
    { name: t.otherTypes, value: others },
    { name: t.withoutType, value: countWithoutType(dashboard, '') },
  ].filter(({ value }) => value > 0);
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
          rows={[
            ...types
              .slice(0, SHOWN)
              .map(({ issueType, count }) => ({ id: issueType, name: names.issueType(issueType), value: count })),
            ...rest,
          ]}
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
