import { messageOf } from '@ledgerdesk/kernel';
import type { FastifyRequest } from 'fastify';
import { parse } from 'secure-json-parse';
import { isInheritedName } from './inherited-name.js';
import { Problem } from './problem.js';
import { repeatedName } from './repeated-name.js';

/** Maximum size of a request body: 256 KiB. */
export const BODY_LIMIT = 262_144;

const utf8 = new TextDecoder('utf-8', { fatal: true });

const malformed = (detail: string): Problem => new Problem(400, 'malformed-json', detail);

const decode = (body: Buffer): string => {
  try {
    return utf8.decode(body);
  } catch {
    throw malformed('The body is not valid UTF-8.');
  }
};

const refuseUnstorableText = (value: unknown): void => {
  if (typeof value === 'string' && /[\0\p{Cs}]/u.test(value))
    throw malformed('A string in the body contains U+0000 or a lone surrogate.');
  if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) [name, inner].forEach(refuseUnstorableText);
};

/** Maximum nesting of a body. Valid bodies are nearly flat; deep nesting could overflow the stack. */
export const MAX_DEPTH = 32;

const childrenOf = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

const refuseInherited = (value: unknown): void => {
  const name = typeof value === 'object' && value !== null ? Object.keys(value).find(isInheritedName) : undefined;
  if (name !== undefined) throw malformed(`Unknown field "${name}".`);
};

/** `1e999` parses to Infinity, which JSON cannot represent. */
const refuseInfinite = (value: unknown): void => {
  if (typeof value === 'number' && !Number.isFinite(value)) throw malformed('A number in the body is too large.');
};

const refuseRepeatedNames = (json: string): void => {
  const name = repeatedName(json);
  if (name !== undefined) throw malformed(`The field "${name}" occurs twice in an object. Send each field once.`);
};

const refuseUnsafeValues = (value: unknown): void => {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw malformed(`The body is nested deeper than ${MAX_DEPTH} levels.`);
    level.forEach(refuseInherited);
    level.forEach(refuseInfinite);
    level = level.flatMap(childrenOf);
  }
};

/**
 * Parses a JSON body. Throws Problem for invalid UTF-8, inherited or repeated property names, infinite numbers, deep
 * nesting and strings that not every store can hold.
 */
const parseJson = (body: Buffer): unknown => {
  const text = decode(body);
  let value: unknown;
  try {
    value = parse(text) as unknown;
  } catch (error) {
    throw malformed(`The body is not valid JSON: ${messageOf(error)}.`);
  }
  refuseUnsafeValues(value);
  refuseRepeatedNames(text);
  if (text.includes('\\u')) refuseUnstorableText(value);
  return value;
};

/** Fastify body parser. An empty body is undefined. */
export const jsonBody = (
  _: FastifyRequest,
  body: Buffer,
  done: (error: Error | null, value?: unknown) => void,
): void => {
  try {
    done(null, body.length === 0 ? undefined : parseJson(body));
  } catch (error) {
    done(error instanceof Error ? error : malformed('The body cannot be parsed.'));
  }
};
