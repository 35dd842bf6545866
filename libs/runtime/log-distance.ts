import type { Position } from '@ledgerdesk/kernel';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { positionDifference } from './projection-status.js';

/** Size of an event and what a server stores with it, roughly. */
const BYTES_PER_EVENT = 1_000;

/** About how many events of a log lie between two positions. */
export type LogDistance = (from: Position, to: Position) => number;

/** Positions of an embedded log number its events; those of a server count bytes. */
export const distanceIn = ({ isRemote = false }: Pick<ReadableLog, 'isRemote'>): LogDistance =>
  isRemote ? (from, to) => Math.ceil(positionDifference(from, to) / BYTES_PER_EVENT) : positionDifference;
