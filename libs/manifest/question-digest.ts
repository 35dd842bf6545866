import { canonicalJson } from '@ledgerdesk/event-store';
import type { Json } from '@ledgerdesk/kernel';
import { createHash } from 'node:crypto';
import type { Manifest } from './manifest.js';

type Asked = Pick<Manifest, 'question' | 'by' | 'at' | 'masked'>;

/** Hex digits of the digest of a part: enough to tell it from another one, not to prove it. */
const PART_DIGITS = 16;

/** As JSON, which has nothing that is undefined. */
const digest = (value: unknown): string => {
  const json = JSON.parse(JSON.stringify(value)) as object;
  return createHash('sha256').update(canonicalJson(json)).digest('hex');
};

const partsOf = ({ question: { kind, name, parameters }, by, at, masked }: Asked) => ({
  kind,
  name,
  parameters,
  by,
  at: at ?? null,
  masked: masked ?? false,
});

/**
 * SHA-256 of what was asked, in lower-case hex: of the canonical JSON (RFC 8785) of `kind`, `name`, `parameters`, `by`,
 * `at` (null if absent) and `masked` (false if absent).
 */
export const questionDigest = (asked: Asked): string => digest(partsOf(asked));

/** The first digits of the digest of each part of a question, parameters by name: which of them was changed. */
export const questionPartDigests = (asked: Asked): Readonly<Record<string, string>> => {
  const { parameters, ...others } = partsOf(asked);
  const named: readonly (readonly [string, Json])[] = [
    ...Object.entries(others),
    ...Object.entries(parameters).map(([name, value]): [string, Json] => [`parameters.${name}`, value]),
  ];
  // In an object, so that the digest of a text is not that of a number.
  return Object.fromEntries(named.map(([name, value]) => [name, digest({ [name]: value }).slice(0, PART_DIGITS)]));
};

const PARAMETER = /^parameters\./;

/**
 * Names of the parts of a question that were changed since it was asked; that of a parameter begins with `parameters.`
 * only if another part has the same name. Undefined: the manifest does not tell.
 */
export const changedParts = (manifest: Manifest): readonly string[] | undefined => {
  const { questionParts: before } = manifest;
  if (!before) return undefined;
  const now = questionPartDigests(manifest);
  const parts = new Set([...Object.keys(before), ...Object.keys(now)]);
  const changed = [...parts].filter((part) => before[part] !== now[part]);
  return changed.map((part) => {
    const name = part.replace(PARAMETER, '');
    return parts.has(name) ? part : name;
  });
};
