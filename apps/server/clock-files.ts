import { namingFileError, replaceFile } from '@ledgerdesk/files';
import { errorCodeOf } from '@ledgerdesk/kernel';
import type { ClockHold } from '@ledgerdesk/runtime';
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const HOLD = Type.Object({ aheadMs: Type.Number(), since: Type.String() });
/** What an operator has confirmed: the step that was found at `since`, or a log that is `leadMs` ahead. */
const ACCEPTANCE = Type.Object({ since: Type.Optional(Type.String()), leadMs: Type.Optional(Type.Number()) });
type ClockAcceptance = Static<typeof ACCEPTANCE>;

const ajv = new Ajv({ meta: false, validateSchema: false });

/** The file of a held clock step is damaged, so the step is unknown. */
class ClockHoldDamaged extends Error {
  readonly code = 'clock-hold-damaged';
  constructor(file: string) {
    super(
      `${file} is damaged, so that the step of the clock that it keeps is not known. Compare the clock of this ` +
        'machine with the right time, and set it if it is wrong. Then delete the file and start again.',
    );
  }
}

/** Reads a file. Returns undefined if it is missing, and `damaged` if it does not match the schema. */
const read = <Schema extends TSchema>(file: string, schema: Schema): Static<Schema> | 'damaged' | undefined => {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return ajv.validate<Static<Schema>>(schema, content) ? content : 'damaged';
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return undefined;
    if (errorCodeOf(error) === 'EISDIR' || error instanceof SyntaxError) return 'damaged';
    throw namingFileError(file, error, 'read');
  }
};

/**
 * The files in a data folder about its engine's clock: the step that the engine holds (`clock-hold.json`, written by
 * the engine), and what an operator has confirmed (`clock-accepted.json`, written by `ledgerdesk clock accept`).
 */
export class ClockFiles {
  private readonly hold: string;
  private readonly acceptance: string;

  constructor(folder: string) {
    this.hold = join(folder, 'clock-hold.json');
    this.acceptance = join(folder, 'clock-accepted.json');
  }

  /** @throws ClockHoldDamaged, because an engine without the hold would act on a time that nobody has confirmed */
  readHold(): ClockHold | undefined {
    const hold = read(this.hold, HOLD);
    if (hold === 'damaged') throw new ClockHoldDamaged(this.hold);
    return hold;
  }

  /** Keeps a hold over restarts, or ends one. */
  writeHold(hold: ClockHold | undefined): void {
    if (hold) replaceFile(this.hold, `${JSON.stringify(hold)}\n`);
    else rmSync(this.hold, { force: true });
  }

  readAcceptance(): ClockAcceptance {
    const acceptance = read(this.acceptance, ACCEPTANCE);
    // Without it, the operator is asked again.
    return acceptance === undefined || acceptance === 'damaged' ? {} : acceptance;
  }

  writeAcceptance(acceptance: ClockAcceptance): void {
    replaceFile(this.acceptance, `${JSON.stringify(acceptance)}\n`);
  }
}
