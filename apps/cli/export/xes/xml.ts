import { wellFormedText } from '../lines/well-formed.js';

/** Characters that XML 1.0 cannot have, not even escaped. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** A text as the value of an XML attribute. U+FFFD replaces characters that XML 1.0 cannot have, such as U+0000. */
export const xmlText = (text: string): string =>
  wellFormedText(text)
    .replaceAll(FORBIDDEN, '\ufffd')
    .replaceAll(/[&<>"\n\r\t]/g, (character) => ESCAPES[character] ?? character);
