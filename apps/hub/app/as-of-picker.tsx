import { useNavigate, useRouter } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../design/button.js';
import { Dialog } from '../design/dialog.js';
import { TextField } from '../design/field.js';
import { type Self, useSelf } from '../session/self.js';
import { useTexts } from '../texts/language-context.js';
import { InstantField } from '../time/instant-field.js';
import { useMoment } from './moment.js';
import { mayEnter } from './navigation.js';
import { shellTexts } from './shell.texts.js';

/** Readers without the log know no positions of it. */
const knowsPositions = ({ may }: Self): boolean => may.log.allowed;

/** Whether one of the reader's pages can show the past. */
const useHasPast = (self: Self): boolean =>
  Object.values(useRouter().routesById).some(({ options: { staticData } }) =>
    staticData?.knowsPast === true ? mayEnter(self, staticData) : false,
  );

/** Shows pages as of a moment: an instant in the time zone of the page or, for those who read it, a position. */
export const AsOfPicker = () => {
  const t = useTexts(shellTexts);
  const self = useSelf();
  const navigate = useNavigate();
  const { asOf, isPast } = useMoment();
  const [isOpen, setOpen] = useState(false);
  const [moment, setMoment] = useState<string>();
  const [position, setPosition] = useState('');
  const hasPast = useHasPast(self);
  if (!hasPast) return null;
  const chosen = position.trim() === '' ? moment : position.trim();
  const show = (): void => {
    setOpen(false);
    void navigate({ to: '.', search: (search) => ({ ...search, asOf: chosen }) });
  };
  return (
    <>
      <IconButton
        label={t.asOf}
        icon={<History size={16} aria-hidden />}
        aria-pressed={isPast}
        onClick={() => {
          setMoment(asOf !== undefined && asOf.includes('-') ? asOf : undefined);
          setPosition(asOf !== undefined && !asOf.includes('-') ? asOf : '');
          setOpen(true);
        }}
      />
      <Dialog
        title={t.asOf}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
            <Button weight="primary" disabled={chosen === undefined} onClick={show}>
              {t.asOfShow}
            </Button>
          </>
        }
      >
        <InstantField label={t.asOfMoment} value={moment} onChange={setMoment} />
        {knowsPositions(self) && (
          <TextField
            label={t.asOfPosition}
            inputMode="numeric"
            value={position}
            onChange={({ target }) => setPosition(target.value)}
          />
        )}
      </Dialog>
    </>
  );
};
