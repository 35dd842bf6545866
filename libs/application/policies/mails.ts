import { MAIL_KINDS, MAIL_PLACEHOLDERS, type MailKind, type Mails, type MailTemplate } from '@ledgerdesk/domain';
import { SERVED_LANGUAGES } from '@ledgerdesk/events';
import { checked, checkFor, PolicyFileError } from './validate.js';
import { mailsSchema } from './schemas.js';

const isMails = checkFor<Mails>(mailsSchema);

const wordsIn = ({ subject, paragraphs }: MailTemplate): readonly string[] =>
  [subject, ...paragraphs].flatMap((text) => [...text.matchAll(/\{([^{}]*)\}/g)].map(([, word = '']) => word));

const faultsOf = (kind: MailKind, template: MailTemplate): readonly string[] => {
  const { needed, possible }: { readonly needed: readonly string[]; readonly possible: readonly string[] } =
    MAIL_PLACEHOLDERS[kind];
  const words = wordsIn(template);
  return [
    ...words
      .filter((word) => !possible.includes(word))
      .map((word) => `has the unknown word {${word}}; it may hold ${possible.map((name) => `{${name}}`).join(', ')}`),
    ...needed.filter((word) => !words.includes(word)).map((word) => `lacks the word {${word}}`),
  ];
};

/** config/mails.json, checked: every mail in every language, with no word that nobody fills in. Throws PolicyFileError. */
export const mailsFrom = (file: unknown): Mails => {
  const mails = checked('mails', file, isMails);
  const faults = MAIL_KINDS.flatMap((kind) =>
    SERVED_LANGUAGES.flatMap((language) =>
      faultsOf(kind, mails.mails[kind][language]).map((fault) => `/mails/${kind}/${language} ${fault}`),
    ),
  );
  if (faults.length > 0) throw new PolicyFileError(`The mails file cannot be used: ${faults.join('; ')}.`);
  return mails;
};
