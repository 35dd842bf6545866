import { fillTemplate, type MailTemplate } from '@ledgerdesk/domain';
import type { ServedLanguage } from '@ledgerdesk/events';

/** What a mail says. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What stands for each word of a template. */
export type TemplateValues = Readonly<Record<string, string>>;

/** Longer subjects are cut off by most readers anyway. */
const SUBJECT_LENGTH = 150;

/** One line without control characters. */
const oneLine = (text: string): string =>
  [...text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()].slice(0, SUBJECT_LENGTH).join('');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const ADDRESS = /(https:\/\/[^\s<>"'()]*[^\s<>"'().,;:!?])/;
/** Text as HTML: nothing in it is taken for markup, lines stay lines, and addresses of the web can be followed. */
const asHtml = (text: string): string =>
  text
    .split(ADDRESS)
    .map((part, index) =>
      index % 2 === 1
        ? `<a href="${escaped(part)}">${escaped(part)}</a>`
        : escaped(part).replace(/\r\n|\r|\n/g, '<br>'),
    )
    .join('');

/** Fills a template, as plain text and as HTML that say the same. */
export const renderMail = (
  { subject, paragraphs }: MailTemplate,
  language: ServedLanguage,
  words: TemplateValues,
): RenderedMail => {
  const said = paragraphs.map((paragraph) => fillTemplate(paragraph, words));
  const html = said.map((paragraph) => `<p>${asHtml(paragraph)}</p>`).join('\n');
  return {
    subject: oneLine(fillTemplate(subject, words)),
    text: `${said.join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"></head><body>\n${html}\n</body></html>\n`,
  };
};
