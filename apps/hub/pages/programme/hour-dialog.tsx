import { useState } from 'react';
import type { SendableCommand } from '../../api/command.js';
import { useResource } from '../../api/resource.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { SelectField, TextField } from '../../design/field.js';
import { FormDialog } from '../../design/form-dialog.js';
import { Loaded } from '../../design/loaded.js';
import { useTexts } from '../../texts/language-context.js';
import { useZone } from '../../time/zone-context.js';
import type { BookedAppointment } from './appointment-text.js';
import { useHourText } from './appointment-text.js';
import { FreeHours } from './free-hours.js';
import styles from './programme.module.css';
import { programmeTexts } from './programme.texts.js';
import { type Consultant, consultantsFrom } from './resources.js';

/** A consultant's hour. */
export interface Hour {
  readonly consultantId: string;
  readonly startsAt: string;
}

/** Chooses the consultant. */
const ConsultantField = ({
  consultants,
  chosen,
  onChoose,
}: {
  readonly consultants: readonly Consultant[];
  readonly chosen: Consultant | undefined;
  readonly onChoose: (consultantId: string) => void;
}) => {
  const t = useTexts(programmeTexts);
  return (
    <SelectField
      label={t.consultant}
      value={chosen?.consultantId ?? ''}
      onChange={({ target }) => onChoose(target.value)}
    >
      {consultants.map(({ consultantId, name }) => (
        <option key={consultantId} value={consultantId}>
          {name ?? consultantId}
        </option>
      ))}
    </SelectField>
  );
};

/** What is about to change: the hour until now, if there is one, and the chosen one. */
const Choice = ({
  current,
  startsAt,
  consultant,
}: {
  readonly current: BookedAppointment | undefined;
  readonly startsAt: string | undefined;
  readonly consultant: Consultant | undefined;
}) => {
  const t = useTexts(programmeTexts);
  const hourText = useHourText();
  const name = consultant?.name ?? consultant?.consultantId ?? '';
  return (
    <FactList>
      {current && (
        <Fact name={t.before}>{hourText(current.startsAt, current.consultant.name ?? current.consultant.id)}</Fact>
      )}
      {startsAt !== undefined && (
        <Fact name={current ? t.after : t.chosen}>
          <strong>{hourText(startsAt, name)}</strong>
        </Fact>
      )}
    </FactList>
  );
};

/** Chooses a free hour of a consultant, and books it or moves an appointment to it once that is confirmed. */
export const HourDialog = ({
  product,
  current,
  command,
  onClose,
}: {
  readonly product: string | undefined;
  /** The appointment that is moved; undefined to book one. */
  readonly current: BookedAppointment | undefined;
  readonly command: Pick<SendableCommand<Hour, unknown>, 'send' | 'error' | 'isSending'>;
  readonly onClose: () => void;
}) => {
  const t = useTexts(programmeTexts);
  const { zone } = useZone();
  const [from, setFrom] = useState('');
  const [consultantId, setConsultant] = useState(current?.consultant.id ?? '');
  const [startsAt, setStart] = useState<string>();
  const [hasTried, setTried] = useState(false);
  const consultants = useResource(consultantsFrom(from === '' ? undefined : from, product), { keepPrevious: true });
  const items = consultants.data?.items ?? [];
  const consultant = items.find((one) => one.consultantId === consultantId) ?? items[0];
  // Hours that another choice does not offer are none of it.
  const chosen = consultant?.freeHours.find((hour) => hour === startsAt);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (!consultant || chosen === undefined) return;
    if (await command.send({ consultantId: consultant.consultantId, startsAt: chosen })) onClose();
  };
  return (
    <FormDialog
      title={current ? t.chooseMove : t.chooseBook}
      submit={current ? t.moveHour : t.bookHour}
      isOpen
      command={command}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <div className={styles['choice']}>
        <ConsultantField consultants={items} chosen={consultant} onChoose={setConsultant} />
        <TextField label={t.week} type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
      </div>
      <p className={styles['muted']}>{t.zone(zone)}</p>
      <Loaded of={consultants} lines={3}>
        {() => (
          <FreeHours
            hours={consultant?.freeHours ?? []}
            chosen={chosen}
            error={hasTried && chosen === undefined ? t.hourMissing : undefined}
            onChoose={setStart}
          />
        )}
      </Loaded>
      <Choice current={current} startsAt={chosen} consultant={consultant} />
    </FormDialog>
  );
};
