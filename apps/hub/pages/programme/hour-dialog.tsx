import { useState } from 'react';
import { useResource } from '../../api/resource.js';
import { Button } from '../../design/button.js';
import { Dialog } from '../../design/dialog.js';
import { SelectField, TextField } from '../../design/field.js';
import { Loaded } from '../../design/loaded.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { useZone } from '../../time/zone-context.js';
import styles from './programme.module.css';
import { programmeTexts } from './programme.texts.js';
import { consultantsFrom } from './resources.js';

/** A consultant's hour. */
export interface Hour {
  readonly consultantId: string;
  readonly startsAt: string;
}

/** Hours by the day on which they are in the time zone of the page. */
const FreeHours = ({
  hours,
  onChoose,
}: {
  readonly hours: readonly string[];
  readonly onChoose: (startsAt: string) => void;
}) => {
  const t = useTexts(programmeTexts);
  const formats = useFormats();
  const days = [...new Set(hours.map((hour) => formats.date(hour)))];
  if (hours.length === 0) return <p className={styles['muted']}>{t.noHours}</p>;
  return days.map((day) => (
    <div key={day} className={styles['day']}>
      <h3>{day}</h3>
      <div className={styles['hours']}>
        {hours
          .filter((hour) => formats.date(hour) === day)
          .map((hour) => (
            <Button key={hour} onClick={() => onChoose(hour)}>
              {formats.time(hour)}
            </Button>
          ))}
      </div>
    </div>
  ));
};

/** Chooses a free hour of a consultant. `onChoose` books it; its failure is shown here. */
export const HourDialog = ({
  product,
  error,
  onChoose,
  onClose,
}: {
  readonly product: string | undefined;
  readonly error: Error | null;
  readonly onChoose: (hour: Hour) => void;
  readonly onClose: () => void;
}) => {
  const t = useTexts(programmeTexts);
  const { zone } = useZone();
  const [from, setFrom] = useState('');
  const [consultantId, setConsultant] = useState('');
  const consultants = useResource(consultantsFrom(from === '' ? undefined : from, product), { keepPrevious: true });
  return (
    <Dialog title={t.choose} isOpen onClose={onClose} actions={<Button onClick={onClose}>{t.close}</Button>}>
      <p className={styles['muted']}>{t.zone(zone)}</p>
      <TextField label={t.week} type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
      <Loaded of={consultants} lines={3}>
        {({ items }) => {
          const chosen = items.find((one) => one.consultantId === consultantId) ?? items[0];
          return (
            <div className={styles['choice']}>
              <SelectField
                label={t.consultant}
                value={chosen?.consultantId ?? ''}
                onChange={({ target }) => setConsultant(target.value)}
              >
                {items.map((one) => (
                  <option key={one.consultantId} value={one.consultantId}>
                    {one.name ?? one.consultantId}
                  </option>
                ))}
              </SelectField>
              <FreeHours
                hours={chosen?.freeHours ?? []}
                onChoose={(startsAt) => chosen && onChoose({ consultantId: chosen.consultantId, startsAt })}
              />
            </div>
          );
        }}
      </Loaded>
      {error && <ProblemNotice error={error} />}
    </Dialog>
  );
};
