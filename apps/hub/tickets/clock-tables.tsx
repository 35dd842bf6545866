import { useTexts } from '../texts/language-context.js';
import { useFormats } from '../time/formats.js';
import type { ExplainedClock } from './clock-layout.js';
import styles from './clock-picture.module.css';
import { clockPictureTexts } from './clock-picture.texts.js';

interface ClockTablesProps {
  readonly clock: ExplainedClock;
  readonly zones: readonly string[];
}

/** What happened to the clock, in each zone. */
const IncidentTable = ({ clock, zones }: ClockTablesProps) => {
  const t = useTexts(clockPictureTexts);
  const formats = useFormats();
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{t.what}</th>
          {zones.map((zone) => (
            <th key={zone} scope="col">
              {zone}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {clock.incidents.map(({ at, what }) => (
          <tr key={at + what}>
            <th scope="row">{t.incidents[what]}</th>
            {zones.map((zone) => (
              <td key={zone}>{formats.shortIn(at, zone)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** The intervals that add up to each target, in the zone of its calendar or of the page. */
const CountedTable = ({ clock, zones }: ClockTablesProps) => {
  const t = useTexts(clockPictureTexts);
  const formats = useFormats();
  return clock.legs.map((leg) => {
    const zone = leg.counted?.find(({ local }) => local)?.local?.zone ?? zones[0] ?? 'UTC';
    return (
      <table key={leg.target} className={styles['table']}>
        <caption>{`${t.target[leg.target]}: ${t.counted} (${zone})`}</caption>
        <thead>
          <tr>
            <th scope="col">{t.from}</th>
            <th scope="col">{t.to}</th>
            <th scope="col">{t.minutes}</th>
          </tr>
        </thead>
        <tbody>
          {leg.counted === null ? (
            <tr>
              <td colSpan={3}>{t.notCounted}</td>
            </tr>
          ) : (
            leg.counted.map(({ from, to, minutes }) => (
              <tr key={from}>
                <td>{formats.shortIn(from, zone)}</td>
                <td>{formats.shortIn(to, zone)}</td>
                <td>{formats.duration(minutes)}</td>
              </tr>
            ))
          )}
        </tbody>
      </table>
    );
  });
};

/** All times of a response clock, as tables. */
export const ClockTables = (props: ClockTablesProps) => (
  <div className={styles['tables']}>
    <IncidentTable {...props} />
    <CountedTable {...props} />
  </div>
);
