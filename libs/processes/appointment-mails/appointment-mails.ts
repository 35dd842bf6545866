import { isLogged } from '@ledgerdesk/events';
import type { Clock } from '@ledgerdesk/kernel';
import type { Process } from '@ledgerdesk/runtime';
import { isRecent, MAIL_CHANNEL, mailMessage } from '../mail/mail-payload.js';

const HANDLES = ['ConsultationCancelled', 'RootCauseSessionCancelled'] as const;

/** E4, Q3: emails the member whose appointment has ended with its add-on. Cancellations on request are not mailed. */
export const appointmentMails = (clock: Clock): Process => ({
  name: 'appointment-mails',
  handles: HANDLES,
  startFrom: 'head',
  sendsTo: MAIL_CHANNEL,
  react: async (event) => {
    if (!isLogged(event, HANDLES) || event.data.reason === 'requested' || !isRecent(event, clock.now())) return [];
    return [mailMessage('appointment', event, event.data.teamId, event.data.memberId)];
  },
});
