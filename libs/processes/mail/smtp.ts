import { type Instant, messageOf } from '@ledgerdesk/kernel';
import type { Transporter } from 'nodemailer';
import type { RenderedMail, ThreadedMail } from './render-mail.js';
import { maskAddresses } from './recipient.js';

/** The SMTP server and the sender address of emails. */
export interface SmtpOptions {
  /** `smtp://user:password@host:port`, or `smtps://` for TLS from the start. */
  readonly url: string;
  readonly from: string;
}

/** A rendered email to one mailbox. */
interface OutgoingMail extends RenderedMail, Partial<Pick<ThreadedMail, 'thread' | 'earlier'>> {
  /** The same when the email is resent, so that receivers can detect duplicates. */
  readonly id: string;
  readonly to: string;
  readonly at: Instant;
}

/** How the connection or the server refused an email: codes, which contain no text of it. */
interface Reply {
  readonly code: string;
  readonly responseCode?: number;
}

/** The server did not accept the email. `final`: a retry cannot succeed. */
export class MailRefused extends Error {
  /** What the log of the process may say. The message quotes the server, which may repeat texts of the email. */
  readonly logged: string;

  constructor(
    message: string,
    readonly final: boolean,
    { code, responseCode }: Reply = { code: 'refused' },
  ) {
    super(message);
    this.logged = `The mail server did not accept it (${[code, responseCode].filter(Boolean).join(' ')}).`;
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

const replyOf = (error: unknown): Reply => {
  const fields: Readonly<Record<string, unknown>> = error instanceof Error ? { ...error } : {};
  const { code, responseCode } = fields;
  return {
    code: typeof code === 'string' ? code : 'refused',
    ...(typeof responseCode === 'number' && { responseCode }),
  };
};

const refusalOf = (error: unknown): MailRefused =>
  new MailRefused(maskAddresses(messageOf(error)), error instanceof Error && isFinal(error), replyOf(error));

const domainOf = (from: string): string => /@([^\s@<>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';

/**
 * The headers that make the emails of a thread one conversation in any mail client (RFC 5322, section 3.6.4). Each
 * email refers to the thread first, so the rest may be cut and emails may be missing.
 */
const threadHeaders = (
  { thread, earlier = [] }: Pick<OutgoingMail, 'thread' | 'earlier'>,
  messageIdOf: (id: string) => string,
): { readonly inReplyTo?: string; readonly references?: string[] } => {
  if (thread === undefined) return {};
  const parent = earlier.at(-1);
  return {
    references: [thread, ...earlier].map(messageIdOf),
    ...(parent !== undefined && { inReplyTo: messageIdOf(parent) }),
  };
};

/** Passwords require TLS, except to the local machine. */
const needsTls = (url: string): boolean => {
  const { protocol, username, hostname } = new URL(url);
  return protocol === 'smtp:' && username !== '' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
};

/** Loads the client only now: an engine that sends no mail starts without it. */
const openTransport = async (url: string): Promise<Transporter> => {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    requireTLS: needsTls(url),
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: 2 * TIMEOUT_MS,
  });
};

/** Returns a function that sends an email: resolves once the server has accepted it, rejects with MailRefused. */
export const smtpSender = ({ url, from }: SmtpOptions): ((mail: OutgoingMail) => Promise<void>) => {
  let transport: Promise<Transporter> | undefined;
  const messageIdOf = (id: string): string => `<${id}@${domainOf(from)}>`;
  return async ({ id, to, at, subject, text, html, ...place }) => {
    try {
      const client = await (transport ??= openTransport(url));
      await client.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        html,
        date: new Date(at),
        messageId: messageIdOf(id),
        ...threadHeaders(place, messageIdOf),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (error) {
      throw refusalOf(error);
    }
  };
};
