import { START } from '@ledgerdesk/event-store';
import { replaceFile } from '@ledgerdesk/files';
import type { FindingCount } from '@ledgerdesk/integrity';
import { FINDING_MEANINGS } from '@ledgerdesk/integrity';
import { Frontier } from '@ledgerdesk/ledger';
import { type Static, Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';

const COUNT = Type.Object({
  code: Type.Unsafe<FindingCount['code']>({ type: 'string', enum: Object.keys(FINDING_MEANINGS) }),
  state: Type.Unsafe<FindingCount['state']>({ type: 'string', enum: ['damage', 'unknown', 'note'] }),
  place: Type.String(),
  detail: Type.String(),
  count: Type.Integer({ minimum: 1 }),
});

const UNKNOWN_FACTS = Type.Object({
  lacks: Type.String(),
  place: Type.String(),
  counts: Type.Record(Type.String(), Type.Integer({ minimum: 1 })),
});

const STATE = Type.Object({
  logId: Type.String(),
  rounds: Type.Integer({ minimum: 0 }),
  completedAt: Type.Union([Type.String(), Type.Null()]),
  /** The last event that was checked, and the right edge of the tree up to it, in base64. */
  position: Type.String({ pattern: '^\\d{1,19}$' }),
  eventId: Type.Union([Type.String(), Type.Null()]),
  frontier: Type.String(),
  /** Positions of its last leaves, which do not fill a tile. */
  positions: Type.Optional(Type.Array(Type.String({ pattern: '^\\d{1,19}$' }), { maxItems: 255 })),
  /** The position before its append, if that was not compared as a whole yet; else `position`, the default. */
  openAfter: Type.Optional(Type.String({ pattern: '^\\d{1,19}$' })),
  /** Facts of events up to `position` that cannot be computed. They are reported when the last event was checked. */
  unknownFacts: Type.Optional(Type.Array(UNKNOWN_FACTS)),
  findings: Type.Array(COUNT),
  lastFindings: Type.Array(COUNT),
});

/** How far the scrub has come, as it is kept over restarts. */
export type ScrubState = Static<typeof STATE>;

const ajv = new Ajv({ meta: false, validateSchema: false });

/** The state of a scrub that has not begun. */
export const newScrub = (logId: string): ScrubState => ({
  logId,
  rounds: 0,
  completedAt: null,
  position: START,
  eventId: null,
  frontier: '',
  findings: [],
  lastFindings: [],
});

/** Throws a RangeError if the text is no right edge of a tree. */
const hasTree = ({ position, frontier }: ScrubState): boolean =>
  position === START || Frontier.fromBytes(Buffer.from(frontier, 'base64')).size >= 0;

/** Reads the state. One that is missing, damaged or of another log is a new one: a scrub only costs time. */
export const readScrubState = (file: string, logId: string): ScrubState => {
  try {
    const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return ajv.validate<ScrubState>(STATE, state) && state.logId === logId && hasTree(state) ? state : newScrub(logId);
  } catch {
    return newScrub(logId);
  }
};

export const writeScrubState = (file: string, state: ScrubState): void =>
  replaceFile(file, `${JSON.stringify(state)}\n`);
