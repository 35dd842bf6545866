import { quarterEnd } from '@ledgerdesk/business-time';
import { isLogged, type LoggedEvent } from '@ledgerdesk/events';
import { type Clock, DAY, millisOf } from '@ledgerdesk/kernel';
import type { Process } from '@ledgerdesk/runtime';
import { isRecent, mailMessage } from '../mail/mail-payload.js';

const HANDLES = ['FeatureDigestSent'] as const;

/** Digests recorded later than this after their quarter are not emailed: a long downtime leaves several to catch up. */
const MAX_DELAY_MS = 31 * DAY;

const isTimely = ({ data: { quarter }, recordedAt }: LoggedEvent<'FeatureDigestSent'>): boolean =>
  millisOf(recordedAt) - millisOf(quarterEnd(quarter)) <= MAX_DELAY_MS;

/** Q1: emails the digest of a quarter to each of its recipients. */
export const digestMails = (clock: Clock): Process => ({
  name: 'digest-mails',
  handles: HANDLES,
  startFrom: 'head',
  react: async (event) => {
    if (!isLogged(event, HANDLES) || !isRecent(event, clock.now()) || !isTimely(event)) return [];
    const { teamId, recipients } = event.data;
    return recipients.map((memberId) => mailMessage('digest', event, teamId, memberId));
  },
});
