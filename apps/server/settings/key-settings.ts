import { Type } from '@sinclair/typebox';
import { checkedText, key, text, URL_WITH_SCHEME } from './setting-types.js';

/** Keys that sign quotes and webhooks, and those of personal data. */
export const KEY_SETTINGS = {
  QUOTE_KEY: Type.Optional(
    key({
      description: '32 bytes in base64 that sign quotes and uploads; the same for all engines that serve one log',
    }),
  ),
  WEBHOOK_KEY: Type.Optional(
    key({
      description: '32 bytes in base64 from which webhook secrets are derived; the same for all engines of one log',
    }),
  ),
  MASTER_KEY: Type.Optional(
    key({
      pattern: '^[A-Za-z0-9+/]{43}=(,[A-Za-z0-9+/]{43}=)*$',
      description:
        '32 bytes in base64 that wrap the keys of personal data ([privacy.md](privacy.md)); the same for all engines ' +
        'of one log; during a rotation the new key, a comma, and the one before',
    }),
  ),
  MASTER_KEY_FILE: Type.Optional(
    text({
      shownDefault: '`keys/master.key` in the data folder',
      description:
        'file with `MASTER_KEY`, such as a mounted secret; during a rotation with one key a line, the new one first; ' +
        'read again when a key is met that none of them wraps',
    }),
  ),
  KEYS_URL: Type.Optional(
    checkedText({
      expected: 'a URL such as file:///var/lib/ledgerdesk-keys or postgresql://user:password@host:5432/database',
      secret: 'in-url',
      pattern: URL_WITH_SCHEME,
      description:
        'where the keys of personal data are, if not in `DATABASE_URL` or the data folder: a folder ' +
        '(`file:///…`) or a PostgreSQL database; the same for all engines of one log',
    }),
  ),
};
