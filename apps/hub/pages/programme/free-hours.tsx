import { useId } from 'react';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import styles from './programme.module.css';
import { programmeTexts } from './programme.texts.js';

/** Chooses one of the free hours, by the day on which they are in the time zone of the page. */
export const FreeHours = ({
  hours,
  chosen,
  error,
  onChoose,
}: {
  readonly hours: readonly string[];
  readonly chosen: string | undefined;
  /** Why the choice is not complete. */
  readonly error: string | undefined;
  readonly onChoose: (startsAt: string) => void;
}) => {
  const t = useTexts(programmeTexts);
  const formats = useFormats();
  const id = useId();
  const days = [...new Set(hours.map((hour) => formats.weekday(hour)))];
  if (hours.length === 0) return <p className={styles['muted']}>{t.noHours}</p>;
  return (
    <fieldset className={styles['days']} aria-describedby={`${id}-error`}>
      <legend className={styles['legend']}>{t.hours}</legend>
      <p id={`${id}-error`} role="alert" className={styles['error']}>
        {error}
      </p>
      <div className={styles['scroller']}>
        {days.map((day) => (
          <div key={day} role="group" aria-label={day} className={styles['day']}>
            <span aria-hidden className={styles['date']}>
              {day}
            </span>
            <div className={styles['hours']}>
              {hours
                .filter((hour) => formats.weekday(hour) === day)
                .map((hour) => (
                  <label key={hour} className={styles['hour']}>
                    <input
                      type="radio"
                      name={id}
                      checked={hour === chosen}
                      {...(error === undefined ? {} : { 'aria-invalid': true })}
                      onChange={() => onChoose(hour)}
                    />
                    {formats.time(hour)}
                  </label>
                ))}
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  );
};
