import type { CommandExecutor, PolicyTimeline } from '@ledgerdesk/application';
import type { ReadableLog } from '@ledgerdesk/event-store';
import type { Clock } from '@ledgerdesk/kernel';
import type { Channel } from '@ledgerdesk/runtime';
import { answerLetter } from './answer-letter.js';
import { digestLetter } from './digest-letter.js';
import type { Letter } from './letter.js';
import { type Mail, MAIL_CHANNEL, mailIn, type MailOccasion } from './mail.js';
import { NobodyToWriteTo, type Recipient, recipientOf } from './recipient.js';
import { MailRefused, smtp, type SmtpOptions } from './smtp.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Soon at first, then over three days. */
const PAUSES = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, 24 * HOUR, 24 * HOUR];

export interface MailChannelParts {
  readonly log: ReadableLog;
  readonly executor: CommandExecutor;
  /** Letters are worded by the files of the day on which they are sent. */
  readonly policies: PolicyTimeline;
  readonly clock: Clock;
  readonly smtp: SmtpOptions;
}

const isFinal = (fault: unknown): boolean =>
  fault instanceof NobodyToWriteTo || (fault instanceof MailRefused && fault.final);

/** Writes to members over SMTP. */
export const mailChannel = ({ log, executor, policies, clock, smtp: server }: MailChannelParts): Channel => {
  const post = smtp(server);
  const writers: Readonly<Record<MailOccasion, (mail: Mail, recipient: Recipient) => Promise<Letter>>> = {
    answer: (mail, recipient) => answerLetter(log, policies.at(clock.now()), mail, recipient),
    digest: (mail, recipient) => digestLetter(log, policies.at(clock.now()), mail, recipient),
  };
  return {
    name: MAIL_CHANNEL,
    send: async ({ id, payload }) => {
      const mail = mailIn(payload);
      const recipient = await recipientOf(log, executor, mail.teamId, mail.memberId);
      const letter = await writers[mail.occasion](mail, recipient);
      await post({ ...letter, id, to: recipient.address, at: clock.now() });
    },
    pauseAfter: (attempts, fault) => (isFinal(fault) ? null : (PAUSES[attempts - 1] ?? null)),
  };
};
