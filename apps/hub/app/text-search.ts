import { textOf } from './search-values.js';

/** Parameters of an address that are texts. Absent ones are undefined. */
export type TextSearch<Name extends string> = { readonly [N in Name]?: string };

/**
 * Makes `validateSearch` of a route whose parameters are texts. Other parameters, and empty ones, are left out.
 *
 * @example
 * validateSearch: textSearch('q', 'state'),
 */
export const textSearch =
  <Name extends string>(...names: readonly Name[]) =>
  (search: Record<string, unknown>): TextSearch<Name> =>
    Object.fromEntries(
      names.flatMap((name) => {
        const text = textOf(search[name]);
        return text === undefined ? [] : [[name, text]];
      }),
    ) as TextSearch<Name>;
