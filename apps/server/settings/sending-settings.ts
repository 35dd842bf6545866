import { Type } from '@sinclair/typebox';
import { checkedText, flag } from './setting-types.js';

/** Webhooks and mails. */
export const SENDING_SETTINGS = {
  WEBHOOK_PRIVATE_ADDRESSES: flag({
    default: false,
    description: '`true` allows webhooks to loopback and private networks',
  }),
  SMTP_URL: Type.Optional(
    checkedText({
      expected: 'a URL such as smtp://user:password@host:587',
      secret: 'in-url',
      pattern: '^smtps?://[^\\s/]+',
      format: 'url',
      description:
        'mail server: `smtp://user:password@host:587`, or `smtps://…` for TLS from the start; the same for ' +
        'all processes. Without it no mails are sent ([mail.md](mail.md))',
    }),
  ),
  MAIL_FROM: Type.Optional(
    checkedText({
      expected: 'an address such as support@example.com or "Support <support@example.com>"',
      pattern: '^([^\\s@<>]+@[^\\s@<>]+|[^\\p{Cc}<>]+ <[^\\s@<>]+@[^\\s@<>]+>)$',
      description: 'sender of mails: `Support <support@example.com>`; required with `SMTP_URL`',
    }),
  ),
};
