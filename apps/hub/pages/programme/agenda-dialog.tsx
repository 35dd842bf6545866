import { useNames } from '../../api/names.js';
import { useResource } from '../../api/resource.js';
import { Button } from '../../design/button.js';
import { BarChart } from '../../design/charts/bar-chart.js';
import { Dialog } from '../../design/dialog.js';
import { Loaded } from '../../design/loaded.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import styles from './programme.module.css';
import { programmeTexts } from './programme.texts.js';
import { useQuarterName } from './quarter-name.js';
import { agendaOf } from './resources.js';

/** What a root-cause session is about: requests and missed targets of the quarter and the one before. */
export const AgendaDialog = ({ quarter, onClose }: { readonly quarter: string; readonly onClose: () => void }) => {
  const t = useTexts(programmeTexts);
  const formats = useFormats();
  const names = useNames();
  const quarterName = useQuarterName();
  const agenda = useResource(agendaOf(quarter));
  return (
    <Dialog
      title={t.agendaTitle(quarterName(quarter))}
      isOpen
      onClose={onClose}
      actions={<Button onClick={onClose}>{t.close}</Button>}
    >
      <Loaded of={agenda} lines={4}>
        {({ trends, leastUsed }) => (
          <div className={styles['sections']}>
            {trends.map((trend) => (
              <section key={trend.quarter} className={styles['day']}>
                <h3>{quarterName(trend.quarter)}</h3>
                <BarChart
                  label={t.requests}
                  rows={[
                    { name: t.requests, value: trend.requests },
                    { name: t.breaches, value: trend.breaches, tone: 'bad' },
                  ]}
                  valueText={formats.number}
                />
                <BarChart
                  label={t.byIssueType}
                  rows={trend.issueTypes.map(({ issueType, count }) => ({
                    name: names.issueType(issueType),
                    value: count,
                  }))}
                  valueText={formats.number}
                />
              </section>
            ))}
            {leastUsed.length > 0 && (
              <section className={styles['day']}>
                <h3>{t.leastUsed}</h3>
                <ul>
                  {leastUsed.map(({ feature, count }) => (
                    <li key={feature}>
                      {feature} · {t.uses(formats.number(count))}
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </div>
        )}
      </Loaded>
    </Dialog>
  );
};
