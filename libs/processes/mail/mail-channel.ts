import type { CommandExecutor, PolicyTimeline } from '@ledgerdesk/application';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { type Clock, HOUR, MINUTE } from '@ledgerdesk/kernel';
import type { Channel } from '@ledgerdesk/runtime';
import { renderAnswer } from '../answer-mails/render-answer.js';
import { renderDigest } from '../digest-mails/render-digest.js';
import type { RenderedMail } from './render-mail.js';
import { type MailPayload, MAIL_CHANNEL, parseMailPayload, type MailOccasion } from './mail-payload.js';
import { NoRecipient, type Recipient, recipientOf } from './recipient.js';
import { MailRefused, smtpSender, type SmtpOptions } from './smtp.js';

/** Delays after failed attempts, in ms: about three days in total. */
const RETRY_MS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, 24 * HOUR, 24 * HOUR];

interface MailChannelOptions {
  readonly log: ReadableLog;
  readonly executor: CommandExecutor;
  /** Emails are rendered with the templates in force when they are sent. */
  readonly policies: PolicyTimeline;
  readonly clock: Clock;
  readonly smtp: SmtpOptions;
}

const isFinal = (error: unknown): boolean =>
  error instanceof NoRecipient || (error instanceof MailRefused && error.final);

/** Sends emails to members over SMTP. An email that has no recipient or is permanently rejected is not retried. */
export const mailChannel = ({ log, executor, policies, clock, smtp: server }: MailChannelOptions): Channel => {
  const sendMail = smtpSender(server);
  const renderers: Readonly<Record<MailOccasion, (mail: MailPayload, recipient: Recipient) => Promise<RenderedMail>>> =
    {
      answer: (mail, recipient) => renderAnswer(log, policies.at(clock.now()), mail, recipient),
      digest: (mail, recipient) => renderDigest(log, policies.at(clock.now()), mail, recipient),
    };
  return {
    name: MAIL_CHANNEL,
    send: async ({ id, payload }) => {
      const mail = parseMailPayload(payload);
      const recipient = await recipientOf(log, executor, mail.teamId, mail.memberId);
      const rendered = await renderers[mail.occasion](mail, recipient);
      await sendMail({ ...rendered, id, to: recipient.address, at: clock.now() });
    },
    retryDelayMs: (attempts, error) => (isFinal(error) ? null : (RETRY_MS[attempts - 1] ?? null)),
  };
};
