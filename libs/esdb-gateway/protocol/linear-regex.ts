import { messageOf } from '@ledgerdesk/kernel';
import { RE2JS } from 're2js';
import { badRequest } from './rpc-error.js';

/** Returns true if the text matches. */
export type TextTest = (text: string) => boolean;

/** Longest pattern, in UTF-16 code units. Bounds the time that compiling takes. */
const MAX_PATTERN = 4_096;

/** An assertion at the very start of a pattern, `^(?!…)` or `^(?=…)`. */
interface LeadingLookahead {
  readonly isNegative: boolean;
  readonly pattern: string;
}

/** Escaped characters, character classes, and the characters that group patterns. */
const TOKENS = /\\.|\[(?:\\.|[^\]\\])*\]|[()|]/gsu;

/** The index after the parenthesis that closes the group with which `source` starts; -1 if it is not closed. */
const endOfGroup = (source: string): number => {
  let depth = 0;
  for (const { 0: token, index } of source.matchAll(TOKENS)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (depth === 0) return index + 1;
  }
  return -1;
};

/** True if a pattern has alternatives outside of groups. */
const hasAlternatives = (source: string): boolean => {
  let depth = 0;
  for (const [token] of source.matchAll(TOKENS)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === '|' && depth === 0) return true;
  }
  return false;
};

/**
 * Splits lookaheads off the start of a pattern: a text matches `^(?!a)b` if it matches `^b` and not `^a`. Filters use
 * them to exclude system events, and RE2 has none.
 */
const splitLookaheads = (source: string): readonly [readonly LeadingLookahead[], string] => {
  const lookaheads: LeadingLookahead[] = [];
  let rest = source.slice(1);
  while (rest.startsWith('(?!') || rest.startsWith('(?=')) {
    const end = endOfGroup(rest);
    if (end < 0) break;
    lookaheads.push({ isNegative: rest[2] === '!', pattern: `^(?:${rest.slice(3, end - 1)})` });
    rest = rest.slice(end);
  }
  return source.startsWith('^') && !hasAlternatives(rest) ? [lookaheads, `^${rest}`] : [[], source];
};

const compile = (source: string): RE2JS => RE2JS.compile(RE2JS.translateRegExp(source), RE2JS.LOOKBEHINDS);

/**
 * Compiles a regular expression of RE2's syntax, with lookbehinds and with lookaheads at the start of the pattern.
 * Matching takes time linear in the text, regardless of the pattern.
 * @throws RpcError if the pattern is invalid, too long, or uses backreferences or other lookaheads
 */
export const linearRegex = (source: string): TextTest => {
  if (source.length > MAX_PATTERN)
    throw badRequest(`The regular expression has ${source.length} characters. Send at most ${MAX_PATTERN}.`);
  try {
    const [lookaheads, rest] = splitLookaheads(source);
    const pattern = compile(rest);
    const assertions = lookaheads.map(({ isNegative, pattern: ahead }) => {
      const compiled = compile(ahead);
      return (text: string): boolean => compiled.test(text) !== isNegative;
    });
    return (text) => assertions.every((holds) => holds(text)) && pattern.test(text);
  } catch (error) {
    throw badRequest(
      `"${source}" is not a valid regular expression in RE2's syntax (${messageOf(error)}). ` +
        'It may have lookaheads at the start only, and no backreferences. Use prefixes, or filter in the client.',
    );
  }
};
