import { isRecord } from '@ledgerdesk/kernel';

/** True if two JSON values are equal, whatever the order of their keys. */
const isSameJson = (one: unknown, other: unknown): boolean => {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => isSameJson(item, other[at]));
  if (!isRecord(one) || !isRecord(other)) return one === other;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => isSameJson(one[name], other[name]));
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Says that a recorded value differs from the one that follows from earlier events; empty if it does not. */
export const differs = (name: string, recorded: unknown, computed: unknown): readonly string[] =>
  isSameJson(recorded, computed) ? [] : [`${name} is ${textOf(recorded)}, and follows as ${textOf(computed)}`];

/** Says which of the computed fields are recorded with other values. */
export const fieldsDiffer = (recorded: object, computed: object): readonly string[] => {
  const fields = new Map(Object.entries(recorded));
  return Object.entries(computed).flatMap(([name, value]) => differs(name, fields.get(name), value));
};
