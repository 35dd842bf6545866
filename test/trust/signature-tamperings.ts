import type { FindingCode } from '@ledgerdesk/integrity';
import type Database from 'better-sqlite3';
import { otherBytes } from './databases.js';
import type { Choices } from './random.js';
import type { Tampering } from './tampering.js';

/** A way to change the handovers or time stamps of a tree, and what their check must call it. */
export interface SignatureTampering {
  readonly name: string;
  readonly apply: (db: Database.Database, choices: Choices) => void;
  readonly found: FindingCode;
  /** What the check says of it. Default: that the stores are damaged. */
  readonly as?: Tampering['as'];
}

const noteIn = (db: Database.Database, table: string): string =>
  db.prepare<[], string>(`SELECT note FROM ${table}`).pluck().get() ?? '';

const inNote = (
  table: string,
  name: string,
  change: (note: string, choices: Choices) => string,
  found: FindingCode,
): SignatureTampering => ({
  name,
  apply: (db, choices) => db.prepare(`UPDATE ${table} SET note = ?`).run(change(noteIn(db, table), choices)),
  found,
});

/** A note without one of its signatures. */
const withoutSignature = (note: string, choices: Choices): string => {
  const lines = note.split('\n');
  const signatures = lines.flatMap((line, at) => (line.startsWith('—') ? [at] : []));
  return lines.toSpliced(choices.of(signatures), 1).join('\n');
};

/** Another base64 character in the text of a note. */
const withOtherText = (note: string, choices: Choices): string => {
  const at = choices.between(0, note.indexOf('\n\n') - 1);
  return note.slice(0, at) + (note[at] === 'A' ? 'B' : 'A') + note.slice(at + 1);
};

const HANDOVER = 'ledger_handover';
const STAMP = 'ledger_time_stamp';

/**
 * Where the token begins in a response: after the header of the response and its status, which nobody signs. A status
 * may say that a stamp was granted, or granted with changes; the token proves the same with both.
 */
const TOKEN_AT = 9;

/** Changes of the checkpoints with which keys hand over, and of time stamps. */
export const SIGNATURE_TAMPERINGS: readonly SignatureTampering[] = [
  inNote(HANDOVER, 'a handover without one of its signatures', withoutSignature, 'key-handover'),
  inNote(HANDOVER, 'a handover with another text', withOtherText, 'key-handover'),
  {
    name: 'a handover to another key',
    apply: (db) => db.exec(`UPDATE ${HANDOVER} SET vkey = (SELECT vkey FROM ledger_key ORDER BY since LIMIT 1)`),
    found: 'key-handover',
  },
  inNote(STAMP, 'a time stamp of another checkpoint', withOtherText, 'time-stamp'),
  {
    name: 'a time stamp with other bytes',
    apply: (db, choices) => {
      const bytes = db.prepare<[], Buffer>(`SELECT response FROM ${STAMP}`).pluck().get() ?? Buffer.alloc(1);
      const at = choices.between(TOKEN_AT, bytes.length - 1);
      db.prepare(`UPDATE ${STAMP} SET response = ?`).run(otherBytes(bytes, at));
    },
    found: 'time-stamp',
    // With other certificates, it is like one of an authority that is not trusted.
    as: 'damage or open',
  },
  {
    name: 'a time stamp with another time',
    apply: (db) => db.exec(`UPDATE ${STAMP} SET time = '2025-12-01T08:30:00.000Z'`),
    found: 'time-stamp',
  },
];
