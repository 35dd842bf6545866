import { quarterEnd } from '@ledgerdesk/business-time';
import type { FeatureDigestSent } from '@ledgerdesk/events';
import { type Clock, millisOf, type RecordedEvent } from '@ledgerdesk/kernel';
import type { Process } from '@ledgerdesk/runtime';
import { isRecent, mailMessage } from '../mail/mail-payload.js';

/** After a long downtime several quarters are caught up with at once: nobody wants a mail about each. */
const TOLD_FOR_MS = 31 * 24 * 3_600_000;

const isDigest = (event: RecordedEvent): event is RecordedEvent<FeatureDigestSent> =>
  event.type === 'FeatureDigestSent';

const isTold = ({ data: { quarter }, recordedAt }: RecordedEvent<FeatureDigestSent>): boolean =>
  millisOf(recordedAt) - millisOf(quarterEnd(quarter)) <= TOLD_FOR_MS;

/** Q1: has a quarter's digest mailed to each of those it was made for. */
export const digestMails = (clock: Clock): Process => ({
  name: 'digest-mails',
  handles: ['FeatureDigestSent'],
  begins: 'head',
  react: async (event) => {
    if (!isDigest(event) || !isRecent(event, clock.now()) || !isTold(event)) return [];
    const { teamId, recipients } = event.data;
    return recipients.map((memberId) => mailMessage('digest', event, teamId, memberId));
  },
});
