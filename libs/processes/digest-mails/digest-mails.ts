import { quarterEnd } from '@ledgerdesk/business-time';
import { isLogged, type LoggedEvent } from '@ledgerdesk/events';
import { type Clock, millisOf } from '@ledgerdesk/kernel';
import type { Process } from '@ledgerdesk/runtime';
import { isRecent, mailMessage } from '../mail/mail-payload.js';

/** After a long downtime several quarters are caught up with at once: nobody wants a mail about each. */
const TOLD_FOR_MS = 31 * 24 * 3_600_000;

const isTold = ({ data: { quarter }, recordedAt }: LoggedEvent<'FeatureDigestSent'>): boolean =>
  millisOf(recordedAt) - millisOf(quarterEnd(quarter)) <= TOLD_FOR_MS;

/** Q1: has a quarter's digest mailed to each of those it was made for. */
export const digestMails = (clock: Clock): Process => ({
  name: 'digest-mails',
  handles: ['FeatureDigestSent'],
  begins: 'head',
  react: async (event) => {
    if (!isLogged(event, ['FeatureDigestSent']) || !isRecent(event, clock.now()) || !isTold(event)) return [];
    const { teamId, recipients } = event.data;
    return recipients.map((memberId) => mailMessage('digest', event, teamId, memberId));
  },
});
