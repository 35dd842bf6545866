import { PROBLEMS } from '../../../apps/api/platform/http/problems.js';
import { TRANSLATED_LANGUAGES } from '@ledgerdesk/domain';
import { policies } from '../policies.js';
import type { Reply } from './caller.js';

const text = expect.any(String) as string;

/** Expects a problem document (RFC 9457) with a stable type and a translation of its detail in every language (L1). */
export const expectProblem = ({ status, body, headers }: Reply): void => {
  const code = String(body['type']).replace('urn:ledgerdesk:problem:', '');
  // One expectation, because thousands of responses are checked.
  expect({
    contentType: headers.get('content-type'),
    body,
    declared: [PROBLEMS[code]?.status].flat(),
    untranslated: TRANSLATED_LANGUAGES.filter(
      (language) => !Object.hasOwn(policies.texts.refusals[language]?.details ?? {}, code),
    ),
  }).toMatchObject({
    contentType: expect.stringContaining('application/problem+json') as string,
    body: {
      type: expect.stringMatching(/^urn:ledgerdesk:problem:[a-z0-9-]+$/) as string,
      title: text,
      status,
      detail: text,
    },
    declared: expect.arrayContaining([status]) as number[],
    untranslated: [],
  });
};
