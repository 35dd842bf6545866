import { type ReactNode, useState } from 'react';
import { Badge, type Tone } from '../../design/badge.js';
import { Button } from '../../design/button.js';
import { CommandButton } from '../../design/command-button.js';
import { Dialog } from '../../design/dialog.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { type Hour, HourDialog } from './hour-dialog.js';
import styles from './programme.module.css';
import { programmeTexts } from './programme.texts.js';

/** What the row of an appointment needs to know of one that is booked. */
export interface BookedAppointment {
  readonly startsAt: string;
  readonly memberId: string;
  readonly consultant: { readonly id: string; readonly name: string | null };
  readonly member: { readonly name: string | null };
}

/** A command on an appointment. `send` resolves with undefined if it failed. */
interface AppointmentCommand<Input> {
  readonly send: (input: Input) => Promise<unknown>;
  readonly error: Error | null;
  readonly isSending: boolean;
}

const TONES: Readonly<Record<string, Tone>> = { booked: 'accent', used: 'ok' };

/** When and with whom. */
const AppointmentText = ({ appointment }: { readonly appointment: BookedAppointment }) => {
  const t = useTexts(programmeTexts);
  const formats = useFormats();
  const self = useSelf();
  const isOwn = appointment.memberId === self.id;
  return (
    <span className={styles['muted']}>
      {[
        formats.withZone(appointment.startsAt),
        t.with(appointment.consultant.name ?? appointment.consultant.id),
        isOwn ? undefined : t.by(appointment.member.name ?? t.colleague),
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  );
};

/** Asks before an appointment is cancelled. */
const CancelDialog = ({
  cancel,
  onClose,
}: {
  readonly cancel: AppointmentCommand<undefined>;
  readonly onClose: () => void;
}) => {
  const t = useTexts(programmeTexts);
  const confirm = async (): Promise<void> => {
    if (await cancel.send(undefined)) onClose();
  };
  return (
    <Dialog
      title={t.confirmCancel}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.keep}</Button>
          <CommandButton weight="danger" isSending={cancel.isSending} onClick={() => void confirm()}>
            {t.cancelAppointment}
          </CommandButton>
        </>
      }
    >
      <p>{t.cancelHint}</p>
      {cancel.error && <ProblemNotice error={cancel.error} />}
    </Dialog>
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
  const command = state === 'open' ? book : move;
  const choose = async (hour: Hour): Promise<void> => {
    if (await command.send(hour)) setOpen(undefined);
  };
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
          error={command.error}
          onChoose={(hour) => void choose(hour)}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open === 'cancel' && <CancelDialog cancel={cancel} onClose={() => setOpen(undefined)} />}
    </li>
  );
};
