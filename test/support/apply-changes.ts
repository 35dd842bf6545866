import { isList, isRecord, type Json, type Row } from '@ledgerdesk/kernel';
import type { PathChange } from '@ledgerdesk/projections';

const unescaped = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');

const applyOne = (value: Json, [name, ...rest]: readonly string[], after: Json | undefined): Json => {
  if (name === undefined) throw new Error('The path of a change is empty.');
  if (isList(value)) {
    const items = value;
    const index = Number(name);
    if (rest.length === 0 && after === undefined) return items.toSpliced(index, 1);
    return items.toSpliced(index, 1, rest.length === 0 ? (after ?? null) : applyOne(items[index] ?? null, rest, after));
  }
  if (!isRecord(value)) throw new Error(`There is no ${name} in ${JSON.stringify(value)}.`);
  const { [name]: before, ...others } = value as Record<string, Json>;
  if (rest.length > 0) return { ...others, [name]: applyOne(before ?? null, rest, after) };
  return after === undefined ? others : { ...others, [name]: after };
};

/** Applies changes as their documentation says: in order, with removals from the end. */
export const applyChanges = (row: Row | null, changes: readonly PathChange[]): Row | null => {
  const ordered = [
    ...changes.filter(({ after }) => after !== undefined),
    ...changes.filter(({ after }) => after === undefined).toReversed(),
  ];
  return ordered.reduce<Row | null>((before, { path, after }) => {
    if (path === '') return (after as Row | undefined) ?? null;
    return applyOne(before ?? {}, path.slice(1).split('/').map(unescaped), after) as Row;
  }, row);
};
