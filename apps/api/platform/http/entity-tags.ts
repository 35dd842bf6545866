import { Problem } from './problem.js';

/** An entity tag (RFC 9110, section 8.8.3). */
export interface EntityTag {
  readonly isWeak: boolean;
  /** The text between the quotes. */
  readonly value: string;
}

/** The value of `If-Match` or `If-None-Match`. `*`: any representation. */
export type TagList = '*' | readonly EntityTag[];

const TAG = /(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g;
/** One or more tags, separated by commas. A list may have empty elements (section 5.6.1). */
const TAGS = /^[ \t,]*(?:(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"[ \t]*(?:,[ \t,]*|$))+$/;

/** Parses `If-Match` or `If-None-Match`. Returns undefined if the header is malformed. */
export const parseTags = (header: string): TagList | undefined => {
  if (header.trim() === '*') return '*';
  if (!TAGS.test(header)) return undefined;
  return [...header.matchAll(TAG)].map(([, weak, value = '']) => ({ isWeak: weak !== undefined, value }));
};

/** The tags in a header of a request; undefined without the header. Throws Problem if it is malformed. */
export const tagsIn = (name: string, header: string | undefined): TagList | undefined => {
  if (header === undefined) return undefined;
  const tags = parseTags(header);
  if (tags) return tags;
  throw new Problem(400, 'malformed-header', `Invalid ${name}. Send ETags of earlier responses, e.g. "3", or *.`);
};

/** Strong comparison, for `If-Match`: weak tags never match. */
export const matchesStrongly = (tags: TagList, value: string): boolean =>
  tags === '*' || tags.some((tag) => !tag.isWeak && tag.value === value);

/** Weak comparison, for `If-None-Match`. */
export const matchesWeakly = (tags: TagList, value: string): boolean =>
  tags === '*' || tags.some((tag) => tag.value === value);
