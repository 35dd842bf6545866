import type { RecordedRead } from '@ledgerdesk/read-audit';

/** A record of the read audit. */
export const toRead = ({
  leaf,
  at,
  requestId,
  caller,
  onBehalfOf,
  method,
  route,
  outcome,
  status,
  position,
  subjects,
  resources,
}: RecordedRead) => ({
  leaf,
  at,
  requestId,
  caller,
  onBehalfOf,
  method,
  route,
  outcome,
  status,
  position,
  subjects,
  resources,
});
