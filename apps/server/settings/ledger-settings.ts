import { Type } from '@sinclair/typebox';
import { checkedText, flag, integer, key, text } from './setting-types.js';

/** The signed tree of the log, and where its checkpoints are published. */
export const LEDGER_SETTINGS = {
  LEDGER_NAME: checkedText({
    expected: 'letters, digits, ".", "_" and "-", in parts separated by "/", such as ledger.example.com',
    pattern: '^[A-Za-z0-9._-]{1,100}(/[A-Za-z0-9._-]{1,100}){0,4}$',
    default: 'ledgerdesk',
    description:
      'name of the log, with which its checkpoints begin; choose one that no other log has, such as a host name, ' +
      'and keep it: auditors know the log by it ([ledger.md](ledger.md))',
  }),
  LEDGER_KEY: Type.Optional(
    key({
      description:
        '32 bytes in base64: the seed of the Ed25519 key that signs checkpoints of the log; the same for all ' +
        'engines of one log',
    }),
  ),
  LEDGER_PREVIOUS_KEY: Type.Optional(
    key({
      shownDefault: 'none',
      description:
        'the `LEDGER_KEY` before, for the start with which the key changes: both keys sign the next checkpoint',
    }),
  ),
  LEDGER_PUBLIC: flag({
    default: false,
    description:
      '`true` serves checkpoints, tiles, proofs and keys of the log to everyone; otherwise to auditors and operators',
  }),
  LEDGER_CHECKPOINT_DIR: Type.Optional(
    text({ description: 'folder to which checkpoints of the log are written as well, the newest of each hour' }),
  ),
  LEDGER_WEBHOOK_URL: Type.Optional(
    checkedText({
      expected: 'a URL such as https://audit.example/checkpoints',
      secret: 'in-url',
      pattern: '^https?://[^\\s/]+',
      format: 'url',
      description: 'URL to which checkpoints of the log are posted, the newest every 5 seconds at most',
    }),
  ),
  LEDGER_WITNESS_URL: Type.Optional(
    checkedText({
      expected: 'a URL such as https://witness.example',
      secret: 'in-url',
      pattern: '^https?://[^\\s/]+',
      format: 'url',
      description: 'submission prefix of a C2SP witness that cosigns checkpoints; requires `LEDGER_WITNESS_KEY`',
    }),
  ),
  LEDGER_WITNESS_KEY: Type.Optional(
    text({ description: 'public key of the witness, as `<name>+<key id>+<base64>`; its cosignatures are verified' }),
  ),
  LEDGER_TSA_URL: Type.Optional(
    checkedText({
      expected: 'a URL such as https://tsa.example/tsr',
      secret: 'in-url',
      pattern: '^https?://[^\\s/]+',
      format: 'url',
      description: 'URL of a time-stamp authority (RFC 3161) that says when checkpoints of the log existed',
    }),
  ),
  LEDGER_TSA_CERT: Type.Optional(
    text({
      description:
        'file with certificates in PEM, of that authority or of those that certify it: other answers are refused',
    }),
  ),
  LEDGER_TSA_MINUTES: integer(1, 10_080, {
    default: 60,
    description: 'minutes from one time stamp to the next, of the newest checkpoint then',
  }),
};
