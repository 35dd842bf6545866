import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import styles from './programme.module.css';
import { programmeTexts } from './programme.texts.js';

/** What the row of an appointment needs to know of one that is booked. */
export interface BookedAppointment {
  readonly startsAt: string;
  readonly memberId: string;
  readonly consultant: { readonly id: string; readonly name: string | null };
  readonly member: { readonly name: string | null };
}

/** An hour in words: when, in which time zone, and with whom. */
export const useHourText = (): ((startsAt: string, consultant: string) => string) => {
  const t = useTexts(programmeTexts);
  const formats = useFormats();
  return (startsAt, consultant) => [formats.withZone(startsAt), t.with(consultant)].join(' · ');
};

/** When an appointment is, with whom, and who has booked it if that was somebody else. */
export const AppointmentText = ({ appointment }: { readonly appointment: BookedAppointment }) => {
  const t = useTexts(programmeTexts);
  const hourText = useHourText();
  const self = useSelf();
  const { startsAt, consultant, member, memberId } = appointment;
  return (
    <span className={styles['muted']}>
      {[
        hourText(startsAt, consultant.name ?? consultant.id),
        ...(memberId === self.id ? [] : [t.by(member.name ?? t.colleague)]),
      ].join(' · ')}
    </span>
  );
};
