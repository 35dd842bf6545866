import type { Instant } from '@ledgerdesk/kernel';
import { createTransport } from 'nodemailer';
import type { RenderedMail } from './render-mail.js';
import { maskAddresses } from './recipient.js';

/** The SMTP server and the sender address of emails. */
export interface SmtpOptions {
  /** `smtp://user:password@host:port`, or `smtps://` for TLS from the start. */
  readonly url: string;
  readonly from: string;
}

/** A rendered email to one mailbox. */
interface OutgoingMail extends RenderedMail {
  /** The same when the email is resent, so that receivers can detect duplicates. */
  readonly id: string;
  readonly to: string;
  readonly at: Instant;
}

/** The server did not accept the email. `final`: a retry cannot succeed. */
export class MailRefused extends Error {
  constructor(
    message: string,
    readonly final: boolean,
  ) {
    super(message);
  }
}

const TIMEOUT_MS = 15_000;
/** Error codes about the email itself, as opposed to the connection, the login or the sender. */
const MAIL_ERRORS: readonly unknown[] = ['EENVELOPE', 'EMESSAGE'];
const isSenderError = (error: object): boolean => 'command' in error && error.command === 'MAIL FROM';

const isFinal = (error: object): boolean =>
  'code' in error &&
  MAIL_ERRORS.includes(error.code) &&
  !isSenderError(error) &&
  !('permanent' in error && error.permanent === false);

const refusalOf = (error: unknown): MailRefused =>
  error instanceof Error
    ? new MailRefused(maskAddresses(error.message), isFinal(error))
    : new MailRefused(String(error), false);

const domainOf = (from: string): string => /@([^\s@<>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';

/** Passwords require TLS, except to the local machine. */
const needsTls = (url: string): boolean => {
  const { protocol, username, hostname } = new URL(url);
  return protocol === 'smtp:' && username !== '' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
};

/** Returns a function that sends an email: resolves once the server has accepted it, rejects with MailRefused. */
export const smtpSender = ({ url, from }: SmtpOptions): ((mail: OutgoingMail) => Promise<void>) => {
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
    } catch (error) {
      throw refusalOf(error);
    }
  };
};
