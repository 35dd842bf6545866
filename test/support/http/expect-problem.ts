import { policies } from '../policies.js';
import type { Reply } from './caller.js';

const text = expect.any(String) as string;

/** Expects a problem document (RFC 9457) with a stable type and a Japanese detail text (L1). */
export const expectProblem = ({ status, body, headers }: Reply): void => {
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(body).toMatchObject({
    type: expect.stringMatching(/^urn:ledgerdesk:problem:[a-z0-9-]+$/) as string,
    title: text,
    status,
    detail: text,
  });
  expect(policies.texts.refusals.ja.details).toHaveProperty([
    String(body['type']).replace('urn:ledgerdesk:problem:', ''),
  ]);
};
