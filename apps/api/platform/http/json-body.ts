import type { FastifyRequest } from 'fastify';
import { parse } from 'secure-json-parse';
import { Problem } from './problem.js';

/** Request bodies may have 256 KiB. */
export const BODY_LIMIT = 262_144;

const utf8 = new TextDecoder('utf-8', { fatal: true });

const malformed = (detail: string): Problem => new Problem(400, 'malformed-json', detail);

const decoded = (body: Buffer): string => {
  try {
    return utf8.decode(body);
  } catch {
    throw malformed('The body is not valid UTF-8.');
  }
};

const refuseBadText = (value: unknown): void => {
  if (typeof value === 'string' && /[\0\p{Cs}]/u.test(value)) {
    throw malformed('The body has U+0000 or half a surrogate pair in a text: stores and readers cannot take these.');
  }
  if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) [name, inner].forEach(refuseBadText);
};

/** Bodies are flat; anything this deep is meant to exhaust whoever walks it. */
const MAX_DEPTH = 32;

const childrenOf = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

/** Such a field would pass the check for unknown fields, which finds it on every object. */
const isInherited = (name: string): boolean => name === 'prototype' || name in Object.prototype;

const refuseInherited = (value: unknown): void => {
  const name = typeof value === 'object' && value !== null ? Object.keys(value).find(isInherited) : undefined;
  if (name !== undefined) throw malformed(`The body has a field ${name}: no field is called so.`);
};

/** `1e999` is JSON, but no number that could be written again. */
const refuseInfinite = (value: unknown): void => {
  if (typeof value === 'number' && !Number.isFinite(value)) throw malformed('The body has a number that is too large.');
};

const refuseOddShape = (value: unknown): void => {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw malformed(`The body is nested deeper than ${MAX_DEPTH} levels.`);
    level.forEach(refuseInherited);
    level.forEach(refuseInfinite);
    level = level.flatMap(childrenOf);
  }
};

/** Parses a JSON body strictly: UTF-8, no prototype keys, no text that some store could not hold. Throws Problem. */
export const parseJson = (body: Buffer): unknown => {
  const text = decoded(body);
  let value: unknown;
  try {
    value = parse(text) as unknown;
  } catch (fault) {
    throw malformed(`The body is not JSON: ${fault instanceof Error ? fault.message : 'it cannot be read'}.`);
  }
  refuseOddShape(value);
  if (text.includes('\\u')) refuseBadText(value);
  return value;
};

/** As a Fastify body parser. An empty body is no body. */
export const jsonBody = (
  _: FastifyRequest,
  body: Buffer,
  done: (fault: Error | null, value?: unknown) => void,
): void => {
  try {
    done(null, body.length === 0 ? undefined : parseJson(body));
  } catch (fault) {
    done(fault instanceof Error ? fault : malformed('The body cannot be read.'));
  }
};
