import {
  MAIL_KINDS,
  MAIL_PLACEHOLDERS,
  type MailKind,
  type Mails,
  type MailTemplate,
  TEXT_LANGUAGES,
} from '@ledgerdesk/domain';
import { isRecord } from '@ledgerdesk/kernel';
import { DEFAULT_MAILS } from './default-mails.js';
import { mailsSchema } from './schemas.js';
import { invalidFile, validate, validatorFor } from './validate.js';

const validator = validatorFor<Mails>(mailsSchema);

const placeholdersIn = ({ subject, paragraphs }: MailTemplate): readonly string[] =>
  [subject, ...paragraphs].flatMap((text) => [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name));

const errorsOf = (kind: MailKind, template: MailTemplate): readonly string[] => {
  const { needed, possible }: { readonly needed: readonly string[]; readonly possible: readonly string[] } =
    MAIL_PLACEHOLDERS[kind];
  const placeholders = placeholdersIn(template);
  const allowed = possible.map((name) => `{${name}}`).join(', ');
  return [
    ...placeholders
      .filter((name) => !possible.includes(name))
      .map((name) => `has the unknown placeholder {${name}}; allowed: ${allowed}`),
    ...needed.filter((name) => !placeholders.includes(name)).map((name) => `is missing the placeholder {${name}}`),
  ];
};

const withDefaults = (file: unknown): unknown =>
  isRecord(file) && isRecord(file['mails']) ? { ...file, mails: { ...DEFAULT_MAILS, ...file['mails'] } } : file;

/**
 * Parses config/mails.json: every email in every language, with known placeholders only. Adds the emails that files of
 * earlier versions do not have. Throws PolicyFileError.
 */
export const parseMails = (file: unknown): Mails => {
  const mails = validate('mails', withDefaults(file), validator);
  const errors = MAIL_KINDS.flatMap((kind) =>
    TEXT_LANGUAGES.flatMap((language) => {
      const found = mails.mails[kind][language];
      return found ? errorsOf(kind, found).map((error) => `/mails/${kind}/${language} ${error}`) : [];
    }),
  );
  if (errors.length > 0) throw invalidFile('mails', errors);
  return mails;
};
