import { refusalText, type TextLanguage, type Texts } from '@ledgerdesk/domain';
import type { Refusal } from '@ledgerdesk/kernel';
import { type ProblemCode, REFUSAL_STATUS } from './problems.js';

/** A validation error of one field. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
  /** Name of the failed check, the key of the translated message in config/texts.json. */
  readonly check: string;
}

interface Extra {
  readonly rule?: string;
  readonly errors?: readonly FieldError[];
  readonly details?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Why, for the log only. */
  readonly cause?: string;
}

export const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  408: 'Request timeout',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition failed',
  413: 'Content too large',
  415: 'Unsupported media type',
  417: 'Expectation failed',
  422: 'Unprocessable content',
  429: 'Too many requests',
  431: 'Request header fields too large',
  500: 'Internal error',
  501: 'Not implemented',
  503: 'Service unavailable',
};

/** An error response. `code` is stable and part of the problem's `type`; problems.ts declares it. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: ProblemCode,
    readonly detail: string,
    readonly extra: Extra = {},
  ) {
    super(detail);
  }

  /** The problem document (RFC 9457). */
  get document(): Readonly<Record<string, unknown>> {
    const { rule, errors, details } = this.extra;
    return {
      type: `urn:ledgerdesk:problem:${this.code}`,
      title: TITLES[this.status] ?? 'Error',
      status: this.status,
      detail: this.detail,
      ...(rule === undefined ? {} : { rule }),
      ...(errors === undefined ? {} : { errors: errors.map(({ field, message }) => ({ field, message })) }),
      ...details,
    };
  }
}

/** Returns the problem for a refusal. */
export const problemOf = ({ reason, code, message, rule, details }: Refusal): Problem =>
  new Problem(REFUSAL_STATUS[reason], code, message, {
    ...(rule === undefined ? {} : { rule }),
    ...(details === undefined ? {} : { details }),
  });

/** L1: the document in the reader's language: title, detail and messages, but not codes or field names. */
export const localizedDocument = (
  language: TextLanguage,
  { document, status, code, detail: message, extra: { details = {}, errors } }: Problem,
  texts: Texts,
): Problem['document'] => {
  const translations = language === 'en' ? undefined : texts.refusals[language];
  if (!translations) return document;
  const { titles, fields } = translations;
  const translated = errors?.map(({ field, message: english, check }) => ({
    field,
    message: fields[check] ?? english,
  }));
  return {
    ...document,
    title: titles[status] ?? document['title'],
    detail: refusalText({ code, message, details }, language, texts),
    ...(translated && { errors: translated }),
  };
};
