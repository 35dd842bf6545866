import { ANY, type AppendExpectedRevision, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import type { ExpectedRevision } from '../port.js';

const EXPECTED = { any: ANY, 'no-stream': NO_STREAM, 'stream-exists': STREAM_EXISTS } as const;

/** Converts an expected revision for the client. */
export const toClientRevision = (expected: ExpectedRevision): AppendExpectedRevision =>
  typeof expected === 'number' ? BigInt(expected) : EXPECTED[expected];
