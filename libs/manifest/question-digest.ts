import { canonicalJson } from '@ledgerdesk/event-store';
import { createHash } from 'node:crypto';
import type { Manifest } from './manifest.js';

/**
 * SHA-256 of what was asked, in lower-case hex: of the canonical JSON (RFC 8785) of `kind`, `name`, `parameters`, `by`,
 * `at` (null if absent) and `masked` (false if absent).
 */
export const questionDigest = ({
  question,
  by,
  at,
  masked,
}: Pick<Manifest, 'question' | 'by' | 'at' | 'masked'>): string => {
  const { kind, name, parameters } = question;
  const asked = { kind, name, parameters, by, at: at ?? null, masked: masked ?? false };
  // As JSON, which has nothing that is undefined.
  const json = JSON.parse(JSON.stringify(asked)) as object;
  return createHash('sha256').update(canonicalJson(json)).digest('hex');
};
