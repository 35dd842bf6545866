import type { ProjectionRef } from '@ledgerdesk/read-store';

/** A name as SQL takes it, whatever it is made of. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The table of one version of a projection. */
export const tableName = ({ name, version }: ProjectionRef): string => `${name}_v${version}`;

/** The versions of a projection whose tables are among these. */
export const versionsAmong = (tables: readonly string[], name: string): number[] =>
  tables
    .map((table) => /^(.+)_v(\d+)$/.exec(table))
    .filter((match) => match?.[1] === name)
    .map((match) => Number(match?.[2]));
