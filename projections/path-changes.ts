import { isList, isRecord, type Json, type Row } from '@ledgerdesk/kernel';

/** A part of a row that changed. Without `before` it was added, without `after` it was removed. */
export interface PathChange {
  /** JSON Pointer (RFC 6901); empty for the row as a whole. */
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** Changed parts of a row at most. A row with more of them is shown as a whole, before and after. */
export const MAX_PATHS = 100;

type JsonObject = { readonly [name: string]: Json };

const isObject = (value: Json | undefined): value is JsonObject => isRecord(value);

const segment = (name: string | number): string => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** The names of two objects, or the indexes of two lists, in order. */
const namesOf = (before: Json, after: Json): readonly (string | number)[] => {
  if (isList(before) && isList(after)) return [...Array(Math.max(before.length, after.length)).keys()];
  return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
};

const memberOf = (value: Json, name: string | number): Json | undefined => {
  if (isList(value)) return value[Number(name)];
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
};

const collect = (path: string, before: Json | undefined, after: Json | undefined, found: PathChange[]): void => {
  if (before === after || found.length > MAX_PATHS) return;
  const isNested =
    (isObject(before) && isObject(after)) ||
    (before !== undefined && after !== undefined && isList(before) && isList(after));
  if (!isNested || before === undefined || after === undefined) {
    found.push({ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) });
    return;
  }
  for (const name of namesOf(before, after))
    collect(path + segment(name), memberOf(before, name), memberOf(after, name), found);
};

/**
 * What differs between two states of a row; `null` if there is no row. Applied in order, with removals from the end,
 * the changes turn one into the other. A row that appears or disappears is one change.
 *
 * @example
 * pathChanges({ status: 'open', tags: ['a'] }, { status: 'solved', tags: ['a', 'b'] });
 * // [{ path: '/status', before: 'open', after: 'solved' }, { path: '/tags/1', after: 'b' }]
 */
export const pathChanges = (before: Row | null, after: Row | null): readonly PathChange[] => {
  const found: PathChange[] = [];
  if (before && after) collect('', before, after, found);
  else if (before ?? after) found.push({ path: '', ...(before && { before }), ...(after && { after }) });
  if (found.length <= MAX_PATHS) return found;
  return [{ path: '', ...(before && { before }), ...(after && { after }) }];
};
