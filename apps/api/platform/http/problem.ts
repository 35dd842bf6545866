import { refusalText, type Texts } from '@ledgerdesk/domain';
import type { ServedLanguage } from '@ledgerdesk/events';
import type { Refusal, RefusalReason } from '@ledgerdesk/kernel';

/** Something wrong with one field of the input. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
  /** The check that it did not pass, by which other languages say it (config/texts.json). */
  readonly check: string;
}

interface Extra {
  readonly rule?: string;
  readonly errors?: readonly FieldError[];
  readonly details?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Sign-in required',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  408: 'Request timeout',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition failed',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Unprocessable',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Fault',
  503: 'Unavailable',
};

/** A refused request on its way out. `code` is stable and ends up in the problem's `type`. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly extra: Extra = {},
  ) {
    super(detail);
  }

  /** RFC 9457 document, served as application/problem+json. */
  get document(): Readonly<Record<string, unknown>> {
    const { rule, errors, details } = this.extra;
    return {
      type: `urn:ledgerdesk:problem:${this.code}`,
      title: TITLES[this.status] ?? 'Refused',
      status: this.status,
      detail: this.detail,
      ...(rule === undefined ? {} : { rule }),
      ...(errors === undefined ? {} : { errors: errors.map(({ field, message }) => ({ field, message })) }),
      ...details,
    };
  }
}

const STATUS: Readonly<Record<RefusalReason, number>> = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'reused-key': 422,
  'too-large': 413,
};

/** A refusal of the rules as a problem. */
export const problemOf = ({ reason, code, message, rule, details }: Refusal): Problem =>
  new Problem(STATUS[reason], code, message, {
    ...(rule === undefined ? {} : { rule }),
    ...(details === undefined ? {} : { details }),
  });

/** L1: the document in the language of its reader. What is for machines (`type`, `rule`, names of fields) stays as it is. */
export const localizedDocument = (
  language: ServedLanguage,
  { document, status, code, detail: message, extra: { details = {}, errors } }: Problem,
  texts: Texts,
): Problem['document'] => {
  if (language === 'en') return document;
  const { titles, fields } = texts.refusals[language];
  const faults = errors?.map(({ field, message: inEnglish, check }) => ({
    field,
    message: fields[check] ?? inEnglish,
  }));
  return {
    ...document,
    title: titles[status] ?? document['title'],
    detail: refusalText({ code, message, details }, language, texts),
    ...(faults && { errors: faults }),
  };
};
