import { PROBLEMS } from '../../../apps/api/platform/http/problems.js';
import { TRANSLATED_LANGUAGES } from '@ledgerdesk/domain';
import { policies } from '../policies.js';
import type { Reply } from './caller.js';

const text = expect.any(String) as string;

/** Expects a problem document (RFC 9457) with a stable type and a translation of its detail in every language (L1). */
export const expectProblem = ({ status, body, headers }: Reply): void => {
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(body).toMatchObject({
    type: expect.stringMatching(/^urn:ledgerdesk:problem:[a-z0-9-]+$/) as string,
    title: text,
    status,
    detail: text,
  });
  const code = String(body['type']).replace('urn:ledgerdesk:problem:', '');
  expect({ code, declared: [PROBLEMS[code]?.status].flat() }).toMatchObject({
    declared: expect.arrayContaining([status]) as number[],
  });
  for (const language of TRANSLATED_LANGUAGES)
    expect(policies.texts.refusals[language]?.details).toHaveProperty([code]);
};
