import { replaceFile } from '@ledgerdesk/files';
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

const ajv = new Ajv();

/** Reads a file; undefined if it is missing or damaged, such as after a power failure. */
const read = <Schema extends TSchema>(file: string, schema: Schema): Static<Schema> | undefined => {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return ajv.validate<Static<Schema>>(schema, content) ? content : undefined;
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
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

  readHold(): ClockHold | undefined {
    return read(this.hold, HOLD);
  }

  /** Keeps a hold over restarts, or ends one. */
  writeHold(hold: ClockHold | undefined): void {
    if (hold) replaceFile(this.hold, `${JSON.stringify(hold)}\n`);
    else rmSync(this.hold, { force: true });
  }

  readAcceptance(): ClockAcceptance {
    return read(this.acceptance, ACCEPTANCE) ?? {};
  }

  writeAcceptance(acceptance: ClockAcceptance): void {
    replaceFile(this.acceptance, `${JSON.stringify(acceptance)}\n`);
  }
}
