import { type ReadPosition, START as BEGINNING } from '@eventstore/db-client';
import type { Position } from '@ledgerdesk/kernel';
import { type LogFilter, START, type StoredEvent } from '../port.js';

/** The position from which to read what comes after `after`. Reads include the event at it, subscriptions do not. */
export const readPositionAfter = (after: Position): ReadPosition =>
  after === START ? BEGINNING : { commit: BigInt(after), prepare: BigInt(after) };

/** False for system events, and for events in system streams. */
export const isUserEvent = ({ type, stream }: StoredEvent): boolean => !type.startsWith('$') && !stream.startsWith('$');

/** True unless the filter matches every event. */
export const hasConditions = ({ streamPrefixes, types }: LogFilter): boolean =>
  streamPrefixes !== undefined || types !== undefined;

/** True if the filter matches no event. */
export const matchesNothing = ({ streamPrefixes, types }: LogFilter): boolean =>
  streamPrefixes?.length === 0 || types?.length === 0;
