/** A part of a text: plain, or a link to a web page. */
export interface TextPart {
  readonly text: string;
  readonly isLink: boolean;
}

/** Addresses of web pages in plain text. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"'「」（）、。]+/g;
/** What ends a sentence or bracket rather than an address. */
const END = /[.,:;!?)\]}…]+$/;

/** Splits a text at the addresses in it. */
export const textPartsOf = (text: string): readonly TextPart[] => {
  const parts: TextPart[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(END, '');
    if (!URL.canParse(address)) continue;
    if (index > at) parts.push({ text: text.slice(at, index), isLink: false });
    parts.push({ text: address, isLink: true });
    at = index + address.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isLink: false });
  return parts;
};
