import { createPrivateFolder, namingFileError, replaceFile } from '@ledgerdesk/files';
import { errorCodeOf } from '@ledgerdesk/kernel';
import { type Static, Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A decision about a stopped read model that the engine is asked to record; without `skip`, to retry. */
const REQUEST = Type.Object({
  id: Type.String({ format: 'uuid' }),
  projection: Type.Object({ name: Type.String(), version: Type.Integer() }),
  skip: Type.Optional(
    Type.Object({ eventId: Type.String(), eventType: Type.String(), position: Type.String({ pattern: '^\\d+$' }) }),
  ),
  reason: Type.Union([Type.String(), Type.Null()]),
});
export type ProjectionRequest = Static<typeof REQUEST>;

const ajv = new Ajv({
  meta: false,
  validateSchema: false,
  formats: { uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ },
});
const SUFFIX = '.json';

/**
 * Request files in the `projection-requests` folder of a data folder. `ledgerdesk projection` writes one to have a
 * running engine record a decision, because an embedded log has one writer.
 */
export class ProjectionRequestFiles {
  private readonly folder: string;

  constructor(dataFolder: string) {
    this.folder = join(dataFolder, 'projection-requests');
  }

  write(request: ProjectionRequest): void {
    createPrivateFolder(this.folder);
    replaceFile(this.pathOf(request.id), `${JSON.stringify(request)}\n`);
  }

  /** Names of the waiting requests. */
  ids(): readonly string[] {
    try {
      const files = readdirSync(this.folder).filter((file) => file.endsWith(SUFFIX));
      return files.map((file) => file.slice(0, -SUFFIX.length));
    } catch (error) {
      if (errorCodeOf(error) === 'ENOENT') return [];
      throw namingFileError(this.folder, error, 'write folder');
    }
  }

  /** Returns undefined if the file is gone or no request. */
  read(id: string): ProjectionRequest | undefined {
    try {
      const content: unknown = JSON.parse(readFileSync(this.pathOf(id), 'utf8'));
      return ajv.validate<ProjectionRequest>(REQUEST, content) ? content : undefined;
    } catch (error) {
      if (errorCodeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
      throw namingFileError(this.pathOf(id), error);
    }
  }

  delete(id: string): void {
    try {
      rmSync(this.pathOf(id), { force: true });
    } catch (error) {
      throw namingFileError(this.pathOf(id), error, 'write folder');
    }
  }

  private pathOf(id: string): string {
    return join(this.folder, `${id}${SUFFIX}`);
  }
}
