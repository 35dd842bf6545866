import { isLogged } from '@ledgerdesk/events';
import type { Clock } from '@ledgerdesk/kernel';
import type { Process } from '@ledgerdesk/runtime';
import { isRecent, mailMessage } from '../mail/mail-payload.js';

/** Has every public answer mailed to the requester; an answer that solves is one of them. */
export const answerMails = (clock: Clock): Process => ({
  name: 'answer-mails',
  handles: ['TicketAnswered'],
  begins: 'head',
  react: async (event) =>
    isLogged(event, ['TicketAnswered']) && isRecent(event, clock.now())
      ? [mailMessage('answer', event, event.data.teamId, event.data.requesterId)]
      : [],
});
