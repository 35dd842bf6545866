import { isLogged } from '@ledgerdesk/events';
import type { Clock } from '@ledgerdesk/kernel';
import type { Process } from '@ledgerdesk/runtime';
import { isRecent, MAIL_CHANNEL, mailMessage } from '../mail/mail-payload.js';

const HANDLES = ['TicketAnswered'] as const;

/** Emails every public answer to the requester, including an answer that solves the ticket. */
export const answerMails = (clock: Clock): Process => ({
  name: 'answer-mails',
  handles: HANDLES,
  startFrom: 'head',
  sendsTo: MAIL_CHANNEL,
  react: async (event) =>
    isLogged(event, HANDLES) && isRecent(event, clock.now())
      ? [mailMessage('answer', event, event.data.teamId, event.data.requesterId)]
      : [],
});
