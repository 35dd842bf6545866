import { fillTemplate, type MailTemplate, type TextLanguage, type Translated } from '@ledgerdesk/domain';

/** The content of an email. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** An email with its place in a thread. */
export interface ThreadedMail extends RenderedMail {
  /** ID of the thread. Each email of the thread refers to it, whether or not there is an email with this ID. */
  readonly thread: string;
  /** IDs of the latest earlier emails of the thread, oldest first. */
  readonly earlier: readonly string[];
}

/** Values of the placeholders of a template. */
type TemplateValues = Readonly<Record<string, string>>;

/** In characters. Most email clients truncate longer subjects. */
const MAX_SUBJECT_LENGTH = 150;

/** Replaces line breaks and control characters by spaces, so that nothing can inject a header. */
const toOneLine = (text: string): string =>
  [...text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()].slice(0, MAX_SUBJECT_LENGTH).join('');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const LINK = /(https:\/\/[^\s<>"'()]*[^\s<>"'().,;:!?])/;
/** Plain text as HTML: escapes markup, keeps line breaks and turns https links into anchors. */
const toHtml = (text: string): string =>
  text
    .split(LINK)
    .map((part, index) =>
      index % 2 === 1 ? `<a href="${escape(part)}">${escape(part)}</a>` : escape(part).replace(/\r\n|\r|\n/g, '<br>'),
    )
    .join('');

/** Fills a template, in English if it is not translated, as plain text and as HTML with the same content. */
export const renderMail = (
  templates: Translated<MailTemplate>,
  language: TextLanguage,
  values: TemplateValues,
): RenderedMail => {
  const translated = templates[language];
  const { subject, paragraphs } = translated ?? templates.en;
  const texts = paragraphs.map((paragraph) => fillTemplate(paragraph, values));
  const html = texts.map((paragraph) => `<p>${toHtml(paragraph)}</p>`).join('\n');
  return {
    subject: toOneLine(fillTemplate(subject, values)),
    text: `${texts.join('\n\n')}\n`,
    html: [
      '<!doctype html>',
      `<html lang="${translated ? language : 'en'}"><head><meta charset="utf-8"></head><body>`,
      html,
      '</body></html>',
      '',
    ].join('\n'),
  };
};
