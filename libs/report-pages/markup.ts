const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup that is inserted as it is. Everything else is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

const inserted = (value: Markup | string | number | readonly Markup[]): string => {
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
};

/**
 * HTML or SVG as a template: values are escaped, unless they are markup.
 *
 * @example
 * markup`<td>${'<acme>'}</td>`.text; // <td>&lt;acme&gt;</td>
 */
export const markup = (
  parts: TemplateStringsArray,
  ...values: readonly (Markup | string | number | readonly Markup[])[]
): Markup => new Markup(parts.reduce((text, part, index) => `${text}${inserted(values[index - 1] ?? '')}${part}`));
