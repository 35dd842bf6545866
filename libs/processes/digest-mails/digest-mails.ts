import { executeOrThrow } from '@ledgerdesk/application';
import { digestObstacle } from '@ledgerdesk/domain';
import { type DigestNotMailedReason, isLogged, type LoggedEvent } from '@ledgerdesk/events';
import type { Clock, Instant } from '@ledgerdesk/kernel';
import type { Process } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';
import { isRecent, isTimely, MAIL_CHANNEL, mailMessage } from '../mail/mail-payload.js';
import { digestMailsMessage } from './digest-outcome.js';

const HANDLES = ['FeatureDigestSent'] as const;

interface DigestMailOptions {
  readonly commands: CommandBus;
  readonly clock: Clock;
  readonly tenant: string;
  /** False if no mail server is configured. */
  readonly isMailOn: boolean;
}

/** Returns why a digest is not mailed to anybody; undefined if it is mailed. */
const reasonAgainst = (
  event: LoggedEvent<'FeatureDigestSent'>,
  now: Instant,
  isMailOn: boolean,
): DigestNotMailedReason | undefined => {
  const obstacle = digestObstacle(event.data, now);
  if (obstacle === 'few-features') return obstacle;
  if (!isTimely(event)) return 'past';
  if (obstacle === 'late' || !isRecent(event, now)) return 'late';
  return isMailOn ? undefined : 'mail-off';
};

/** Q1: emails the digest of a quarter to each of its recipients, or records why it does not. */
export const digestMails = ({ commands, clock, tenant, isMailOn }: DigestMailOptions): Process => ({
  name: 'digest-mails',
  handles: HANDLES,
  startFrom: 'head',
  sendsTo: MAIL_CHANNEL,
  react: async (event) => {
    if (!isLogged(event, HANDLES)) return [];
    const { teamId, quarter, recipients } = event.data;
    const reason = reasonAgainst(event, clock.now(), isMailOn);
    if (reason === undefined) return recipients.map((memberId) => mailMessage('digest', event, teamId, memberId));
    if (recipients.length > 0)
      await executeOrThrow(
        commands,
        digestMailsMessage(
          { teamId, quarter, memberIds: recipients, outcome: reason },
          { causationId: event.id, tenant },
        ),
      );
    return [];
  },
});
