import { useNavigate, useRouter } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { useId, useState } from 'react';
import { Button, IconButton } from '../design/button.js';
import { Dialog } from '../design/dialog.js';
import { TextField } from '../design/field.js';
import { type Self, useSelf } from '../session/self.js';
import { useTexts } from '../texts/language-context.js';
import { useEngineTime } from '../time/engine-time.js';
import { InstantField } from '../time/instant-field.js';
import { useMoment } from './moment.js';
import { mayEnter } from './navigation.js';
import styles from './as-of-picker.module.css';
import { shellTexts } from './shell.texts.js';

/** Readers without the log know no positions of it. */
const knowsPositions = ({ may }: Self): boolean => may.log.allowed;

/** Whether one of the reader's pages can show the past. */
const useHasPast = (self: Self): boolean =>
  Object.values(useRouter().routesById).some(({ options: { staticData } }) =>
    staticData?.knowsPast === true ? mayEnter(self, staticData) : false,
  );

const HOUR = 3_600_000;
/** Moments that are offered, by how long ago they were. */
const AGO = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR, month: 30 * 24 * HOUR } as const;
const AGO_NAMES = ['hour', 'day', 'week', 'month'] as const;

/** The moment that is chosen in the dialog: an instant or a position. */
const MomentForm = ({
  id,
  shown,
  onShow,
}: {
  /** Of the form, for its button. */
  readonly id: string;
  /** The moment that is shown already. */
  readonly shown: string | undefined;
  readonly onShow: (moment: string | undefined) => void;
}) => {
  const t = useTexts(shellTexts);
  const self = useSelf();
  const { now } = useEngineTime();
  const isInstant = shown?.includes('-') === true;
  const [moment, setMoment] = useState(isInstant ? shown : undefined);
  const [position, setPosition] = useState(isInstant ? '' : (shown ?? ''));
  return (
    <form
      id={id}
      className={styles['moment']}
      onSubmit={(event) => {
        event.preventDefault();
        onShow(position.trim() === '' ? moment : position.trim());
      }}
    >
      <p className={styles['ago']}>
        {AGO_NAMES.map((name) => (
          <Button key={name} onClick={() => onShow(new Date(now - AGO[name]).toISOString())}>
            {t.ago[name]}
          </Button>
        ))}
      </p>
      <InstantField label={t.asOfMoment} value={moment} onChange={setMoment} />
      {knowsPositions(self) && (
        <TextField
          label={t.asOfPosition}
          inputMode="numeric"
          pattern="\s*[0-9]+\s*"
          title={t.asOfPositionHint}
          value={position}
          onChange={({ target }) => setPosition(target.value)}
        />
      )}
    </form>
  );
};

/** Shows pages as of a moment: an instant in the time zone of the page or, for those who read it, a position. */
export const AsOfPicker = () => {
  const t = useTexts(shellTexts);
  const self = useSelf();
  const navigate = useNavigate();
  const formId = useId();
  const { asOf, isPast } = useMoment();
  const [isOpen, setOpen] = useState(false);
  const hasPast = useHasPast(self);
  if (!hasPast) return null;
  const show = (moment: string | undefined): void => {
    setOpen(false);
    void navigate({ to: '.', search: (search) => ({ ...search, asOf: moment }) });
  };
  return (
    <>
      <IconButton
        label={t.asOf}
        icon={<History size={16} aria-hidden />}
        aria-pressed={isPast}
        onClick={() => setOpen(true)}
      />
      <Dialog
        title={t.asOf}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={
          <>
            {isPast ? (
              <Button onClick={() => show(undefined)}>{t.toNow}</Button>
            ) : (
              <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
            )}
            <Button weight="primary" type="submit" form={formId}>
              {t.asOfShow}
            </Button>
          </>
        }
      >
        <MomentForm id={formId} shown={asOf} onShow={show} />
      </Dialog>
    </>
  );
};
