import type { Difference } from '@ledgerdesk/manifest';
import { type TSchema, Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../export/folder/export-folder.js';
import type { ExportedPart } from '../export/folder/export-manifest.js';

/** An export in a folder. */
export interface SavedExport {
  readonly folder: string;
  readonly parts: readonly ExportedPart[];
}

/** A `manifest.json` that no export has written. */
class InvalidExport extends Error {
  readonly code = 'invalid-export';
}

const WHOLE = Type.Integer({ minimum: 0 });
const POSITION = Type.String({ pattern: '^(0|[1-9][0-9]{0,18})$' });
const exactly = <Properties extends Record<string, TSchema>>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

/** Files lie in the folder: no part of a path begins with a dot. */
const PATH = '^[A-Za-z0-9_=-][A-Za-z0-9_=.-]*(/[A-Za-z0-9_=-][A-Za-z0-9_=.-]*)*$';

const PARTS = Type.Array(
  exactly({
    month: Type.Union([Type.String({ pattern: '^[0-9]{4}-[0-9]{2}$' }), Type.Null()]),
    after: POSITION,
    until: POSITION,
    events: WHOLE,
    files: Type.Array(
      exactly({
        path: Type.String({ pattern: PATH, maxLength: 1_000 }),
        table: Type.String(),
        rows: WHOLE,
        bytes: WHOLE,
        sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
      }),
    ),
  }),
);

/** The parts of an export. Throws InvalidExport, which names what is wrong. */
export const exportedParts = (parts: unknown): readonly ExportedPart[] => {
  const validate = new Ajv({ meta: false, validateSchema: false }).compile<readonly ExportedPart[]>(PARTS);
  if (validate(parts)) return parts;
  const [{ instancePath = '', message = 'is malformed' } = {}] = validate.errors ?? [];
  throw new InvalidExport(`The manifest of the export is not one: parts${instancePath} ${message}.`);
};

const fileDifference = (path: string, message: string): Difference => ({
  kind: 'rows',
  name: `file ${path}`,
  message: `The file ${path} ${message}.`,
});

/** The files of an export that are not those that its manifest names. Reads them all. */
export const changedFiles = async ({ folder, parts }: SavedExport): Promise<readonly Difference[]> => {
  const differences: Difference[] = [];
  for (const { path, sha256 } of parts.flatMap(({ files }) => files)) {
    const file = join(folder, path);
    if (!existsSync(file)) differences.push(fileDifference(path, 'is missing'));
    else if ((await sha256Of(file)) !== sha256)
      differences.push(fileDifference(path, 'has other contents than its manifest names'));
  }
  return differences;
};
