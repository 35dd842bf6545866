import { type ReactNode, useState } from 'react';
import type { SendableCommand } from '../../api/command.js';
import { Badge, type Tone } from '../../design/badge.js';
import { CommandButton } from '../../design/command-button.js';
import { FormDialog } from '../../design/form-dialog.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { AppointmentText, type BookedAppointment } from './appointment-text.js';
import { type Hour, HourDialog } from './hour-dialog.js';
import styles from './programme.module.css';
import { programmeTexts } from './programme.texts.js';

/** A command on an appointment. */
type AppointmentCommand<Input> = Pick<SendableCommand<Input, unknown>, 'send' | 'error' | 'isSending'>;

const TONES: Readonly<Record<string, Tone>> = { booked: 'accent', used: 'ok' };

/** Asks before an appointment is cancelled. */
const CancelDialog = ({
  cancel,
  appointment,
  onClose,
}: {
  readonly cancel: AppointmentCommand<undefined>;
  readonly appointment: BookedAppointment;
  readonly onClose: () => void;
}) => {
  const t = useTexts(programmeTexts);
  const confirm = async (): Promise<void> => {
    if (await cancel.send(undefined)) onClose();
  };
  return (
    <FormDialog
      title={t.confirmCancel}
      submit={t.cancelAppointment}
      dismiss={t.keep}
      isDanger
      isOpen
      command={cancel}
      onSubmit={() => void confirm()}
      onClose={onClose}
    >
      <AppointmentText appointment={appointment} />
      <p>{t.cancelHint}</p>
    </FormDialog>
  );
};

/** An appointment that an add-on includes: booked, moved and cancelled here. */
export const AppointmentRow = ({
  name,
  state,
  appointment,
  product,
  book,
  move,
  cancel,
  children,
}: {
  readonly name: string;
  readonly state: 'open' | 'booked' | 'used' | 'not-included';
  readonly appointment: BookedAppointment | null;
  /** Consultants have to know this product. */
  readonly product?: string;
  readonly book: AppointmentCommand<Hour>;
  readonly move: AppointmentCommand<Hour>;
  readonly cancel: AppointmentCommand<undefined>;
  readonly children?: ReactNode;
}) => {
  const t = useTexts(programmeTexts);
  const self = useSelf();
  const [open, setOpen] = useState<'hour' | 'cancel'>();
  const isOwn = state === 'booked' && appointment?.memberId === self.id;
  const close = (): void => setOpen(undefined);
  return (
    <li className={styles['row']}>
      <span className={styles['what']}>
        {name}
        {appointment && state !== 'open' && <AppointmentText appointment={appointment} />}
      </span>
      <Badge tone={TONES[state] ?? 'neutral'}>{t.states[state]}</Badge>
      {children}
      {state === 'open' && (
        <CommandButton weight="primary" onClick={() => setOpen('hour')}>
          {t.book}
        </CommandButton>
      )}
      {isOwn && (
        <>
          <CommandButton onClick={() => setOpen('hour')}>{t.move}</CommandButton>
          <CommandButton weight="danger" onClick={() => setOpen('cancel')}>
            {t.cancelAppointment}
          </CommandButton>
        </>
      )}
      {open === 'hour' && (
        <HourDialog
          product={product}
          current={isOwn ? appointment : undefined}
          command={isOwn ? move : book}
          onClose={close}
        />
      )}
      {open === 'cancel' && isOwn && <CancelDialog cancel={cancel} appointment={appointment} onClose={close} />}
    </li>
  );
};
