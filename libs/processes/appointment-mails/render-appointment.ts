import type { CommandExecutor } from '@ledgerdesk/application';
import { type Policies, programmeDecider, quarterDecider, teamDecider, writtenLanguage } from '@ledgerdesk/domain';
import { decode, type ReadableLog, readUpTo } from '@ledgerdesk/event-store';
import { isLogged, teamStream } from '@ledgerdesk/events';
import { foldEvents, type Instant } from '@ledgerdesk/kernel';
import type { MailPayload } from '../mail/mail-payload.js';
import { localTime } from '../mail/dates.js';
import type { Recipient } from '../mail/recipient.js';
import { type RenderedMail, renderMail } from '../mail/render-mail.js';

/** When a cancelled appointment would have started. */
const startOf = async (log: ReadableLog, { stream, revision }: MailPayload): Promise<Instant> => {
  const events = (await readUpTo(log, { stream, revision })).slice(0, revision + 1).map(decode);
  const cancelled = events.at(-1);
  if (cancelled && isLogged(cancelled, ['RootCauseSessionCancelled'])) {
    const { session } = foldEvents(quarterDecider, events);
    if (session) return session.startsAt;
  }
  if (cancelled && isLogged(cancelled, ['ConsultationCancelled'])) {
    const { consultationId } = cancelled.data;
    const found = foldEvents(programmeDecider, events).consultations.find(
      (one) => one.consultationId === consultationId,
    );
    if (found) return found.startsAt;
  }
  throw new Error(`Stream ${stream} has no cancelled appointment at revision ${revision}.`);
};

/** E4, Q3: renders the email about an appointment that has ended with its add-on, in the member's language (L1). */
export const renderAppointment = async (
  log: ReadableLog,
  executor: CommandExecutor,
  { mails: { mails } }: Policies,
  mail: MailPayload,
  { name, language: preferred }: Recipient,
): Promise<RenderedMail> => {
  const language = writtenLanguage(preferred);
  const { state: team } = await executor.streams.load(teamDecider, teamStream(mail.teamId));
  const startsAt = localTime(await startOf(log, mail), team?.timeZone ?? 'UTC', language);
  return renderMail(mails.appointment, language, { name, startsAt });
};
