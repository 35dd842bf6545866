import type { ProjectionRef } from '@ledgerdesk/read-store';

/** Quotes an identifier for SQL. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Name of the table of a projection version. */
export const tableName = ({ name, version }: ProjectionRef): string => `${name}_v${version}`;

/** Name of the search index of a table, where it is a table of its own. */
export const searchTable = (table: string): string => `${table}_grams`;

/** Name of the table with the kept numbers of rows of a table. */
export const countsTable = (table: string): string => `${table}_counts`;

/** Versions of the projection that have a table in `tables`. */
export const versionsAmong = (tables: readonly string[], name: string): number[] =>
  tables
    .map((table) => /^(.+)_v(\d+)$/.exec(table))
    .filter((match) => match?.[1] === name)
    .map((match) => Number(match?.[2]));

/** The keys of a group lie between these: 0 follows the slash. */
export const groupBounds = (group: string): readonly [from: string, before: string] => [`${group}/`, `${group}0`];
