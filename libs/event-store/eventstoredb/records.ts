import { type ReadPosition, START as BEGINNING } from '@eventstore/db-client';
import type { Position } from '@ledgerdesk/kernel';
import { type LogFilter, START, type StoredEvent } from '../port.js';

export const readPositionOf = (position: Position): ReadPosition => ({
  commit: BigInt(position),
  prepare: BigInt(position),
});

/** Where what comes after a position begins. A subscription leaves out the event that stands there, a read does not. */
export const beginAfter = (after: Position): ReadPosition => (after === START ? BEGINNING : readPositionOf(after));

/** False for what the server keeps for itself. */
export const isOurs = ({ type, stream }: StoredEvent): boolean => !type.startsWith('$') && !stream.startsWith('$');

export const matches =
  ({ streamPrefixes, types }: LogFilter) =>
  ({ stream, type }: StoredEvent): boolean =>
    (!streamPrefixes || streamPrefixes.some((prefix) => stream.startsWith(prefix))) && (!types || types.includes(type));

export const isFilter = ({ streamPrefixes, types }: LogFilter): boolean =>
  streamPrefixes !== undefined || types !== undefined;

/** True for a filter that no event can pass. */
export const letsNothingThrough = ({ streamPrefixes, types }: LogFilter): boolean =>
  streamPrefixes?.length === 0 || types?.length === 0;
