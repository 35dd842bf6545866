import { type CommandExecutor, executeOrThrow, type PolicyTimeline } from '@ledgerdesk/application';
import type { DigestMailOutcome } from '@ledgerdesk/domain';
import { EventLost, type ReadableLog, readRecorded } from '@ledgerdesk/event-store';
import { type Clock, HOUR, MINUTE } from '@ledgerdesk/kernel';
import type { WaitingMessage } from '@ledgerdesk/outbox';
import type { Channel } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';
import { renderAnswer } from '../answer-mails/render-answer.js';
import { renderAppointment } from '../appointment-mails/render-appointment.js';
import { checkDigest } from '../digest-mails/check-digest.js';
import { digestMailsMessage } from '../digest-mails/digest-outcome.js';
import { readDigest } from '../digest-mails/read-digest.js';
import { renderDigest } from '../digest-mails/render-digest.js';
import type { RenderedMail, ThreadedMail } from './render-mail.js';
import { type MailPayload, MAIL_CHANNEL, parseMailPayload, type MailOccasion } from './mail-payload.js';
import { NoRecipient, type Recipient, recipientOf } from './recipient.js';
import { MailRefused, smtpSender, type SmtpOptions } from './smtp.js';

/** Delays after failed attempts, in ms: about three days in total. */
const RETRY_MS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, 24 * HOUR, 24 * HOUR];

interface MailChannelOptions {
  readonly log: ReadableLog;
  readonly executor: CommandExecutor;
  readonly commands: CommandBus;
  /** Emails are rendered with the templates in force when they are sent. */
  readonly policies: PolicyTimeline;
  readonly clock: Clock;
  readonly tenant: string;
  readonly smtp: SmtpOptions;
}

const isFinal = (error: unknown): boolean =>
  error instanceof NoRecipient || error instanceof EventLost || (error instanceof MailRefused && error.final);

/** Checks the recipient again and renders the email. Throws NoRecipient if the member may not receive it any more. */
type Prepare = (mail: MailPayload, recipient: Recipient) => Promise<RenderedMail | ThreadedMail>;

/**
 * Sends emails to members over SMTP. Recipients are checked when an email is sent, not when it is queued. An email that
 * has no recipient or is permanently rejected is not retried. What becomes of digests is recorded in the log (Q1).
 */
export const mailChannel = (options: MailChannelOptions): Channel => {
  const { log, executor, commands, policies, clock, tenant, smtp: server } = options;
  const sendMail = smtpSender(server);
  const prepareDigest: Prepare = async (mail, recipient) => {
    const digest = await readDigest(log, mail);
    if (!digest) throw new Error(`Stream ${mail.stream} has no digest at revision ${mail.revision}.`);
    const now = clock.now();
    await checkDigest(executor, policies.at(now), digest, recipient, now);
    return renderDigest(policies.at(now), digest, recipient);
  };
  const prepare: Readonly<Record<MailOccasion, Prepare>> = {
    answer: (mail, recipient) => renderAnswer(log, policies.at(clock.now()), mail, recipient),
    digest: prepareDigest,
    appointment: (mail, recipient) => renderAppointment(log, executor, policies.at(clock.now()), mail, recipient),
  };
  const recordOutcome = async ({ id, payload }: WaitingMessage, outcome: DigestMailOutcome): Promise<void> => {
    const mail = parseMailPayload(payload);
    const digest = mail.occasion === 'digest' ? await readDigest(log, mail) : undefined;
    if (!digest) return;
    const { teamId, quarter } = digest;
    const result = { teamId, quarter, memberIds: [mail.memberId], outcome };
    await executeOrThrow(commands, digestMailsMessage(result, { causationId: id, tenant }));
  };
  return {
    waitsForClock: true,
    name: MAIL_CHANNEL,
    send: async ({ id, payload, origin, createdAt: madeAt }) => {
      const mail = parseMailPayload(payload);
      await readRecorded(log, { ...mail, origin, madeAt });
      const recipient = await recipientOf(log, executor, mail.teamId, mail.memberId);
      const rendered = await prepare[mail.occasion](mail, recipient);
      await sendMail({ ...rendered, id, to: recipient.address, at: clock.now() });
    },
    onSent: (message) => recordOutcome(message, 'mailed'),
    onGivenUp: async (message, error) => {
      if (error instanceof EventLost) return;
      await recordOutcome(message, error instanceof NoRecipient ? error.reason : 'undeliverable');
    },
    retryDelayMs: (attempts, error) => (isFinal(error) ? null : (RETRY_MS[attempts - 1] ?? null)),
  };
};
