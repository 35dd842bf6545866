import type { Instant } from '@ledgerdesk/kernel';
import { createTransport } from 'nodemailer';
import type { RenderedMail } from './render-mail.js';
import { maskAddresses } from './recipient.js';

/** Where mails are handed over, and in whose name. */
export interface SmtpOptions {
  /** `smtp://user:password@host:port`, or `smtps://` for TLS from the start. */
  readonly url: string;
  readonly from: string;
}

/** A letter on its way to one mailbox. */
export interface OutgoingMail extends RenderedMail {
  /** The same whenever the mail is sent again, so that a repeat can be told. */
  readonly id: string;
  readonly to: string;
  readonly at: Instant;
}

/** The mail was not taken. `final`: no attempt will change that. */
export class MailRefused extends Error {
  constructor(
    message: string,
    readonly final: boolean,
  ) {
    super(message);
  }
}

const TIMEOUT_MS = 15_000;
/** What is refused is this mail, not the connection, who signs in on it, or in whose name. */
const ABOUT_THE_MAIL: readonly unknown[] = ['EENVELOPE', 'EMESSAGE'];
const isAboutSender = (fault: object): boolean => 'command' in fault && fault.command === 'MAIL FROM';

const isFinal = (fault: object): boolean =>
  'code' in fault &&
  ABOUT_THE_MAIL.includes(fault.code) &&
  !isAboutSender(fault) &&
  !('permanent' in fault && fault.permanent === false);

const refusalOf = (fault: unknown): MailRefused =>
  fault instanceof Error
    ? new MailRefused(maskAddresses(fault.message), isFinal(fault))
    : new MailRefused(String(fault), false);

const domainOf = (from: string): string => /@([^\s@<>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';

/** Passwords go over connections with TLS only; what stays on this machine needs none. */
const needsTls = (url: string): boolean => {
  const { protocol, username, hostname } = new URL(url);
  return protocol === 'smtp:' && username !== '' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
};

/** Hands mails over to an SMTP server; resolves when it has taken one, rejects with MailRefused. */
export const smtp = ({ url, from }: SmtpOptions): ((mail: OutgoingMail) => Promise<void>) => {
  const transport = createTransport({
    url,
    requireTLS: needsTls(url),
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: 2 * TIMEOUT_MS,
  });
  return async ({ id, to, at, subject, text, html }) => {
    try {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        html,
        date: new Date(at),
        messageId: `<${id}@${domainOf(from)}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (fault) {
      throw refusalOf(fault);
    }
  };
};
