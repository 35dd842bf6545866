import {
  decode,
  isSealed,
  KeyMissing,
  type ReadableLog,
  type StoredEvent,
  streamPagesOf,
  unsealFailureOf,
} from '@ledgerdesk/event-store';
import { isLogged, storedFilesOf, subjectOf, type SubjectRef } from '@ledgerdesk/events';
import { withoutTexts } from '@ledgerdesk/sealing';

/** What a stream holds of a person beside its events. */
export interface HeldInStream {
  /** Names of stored files. Those of an earlier version, which are not sealed, have their names in the boxes. */
  readonly files: readonly string[];
  /** IDs of keys of the person that the key store does not have. */
  readonly lostKeys: readonly string[];
}

const MESSAGES = ['TicketOpened', 'TicketReplied', 'TicketAnswered', 'InternalNoteAdded'] as const;
/** Events that are read in one turn of the event loop, and bytes of them. */
const PAGE = { limit: 1_000, maxBytes: 262_144 };

/** The ID of the key of an event that does not open because the key store lacks it. */
const lostKeyOf = (event: StoredEvent): string | undefined => {
  const failure = isSealed(event) ? unsealFailureOf(event) : undefined;
  return failure instanceof KeyMissing ? failure.keyId : undefined;
};

/** Reads what a stream holds of a person. Boxes that do not open are passed over: erasing needs none of their texts. */
export const heldInStream = async (
  log: Pick<ReadableLog, 'readStream'>,
  stream: string,
  { kind, id }: SubjectRef,
): Promise<HeldInStream> => {
  const [files, lostKeys] = [new Set<string>(), new Set<string>()];
  for await (const page of streamPagesOf(log, stream, PAGE))
    for (const stored of page) {
      const event = decode(withoutTexts(stored));
      if (isLogged(event, MESSAGES)) for (const { sha256 } of storedFilesOf(event.data)) files.add(sha256);
      const [lost, subject] = [lostKeyOf(stored), subjectOf(event)];
      if (lost && subject?.kind === kind && subject.id === id) lostKeys.add(lost);
    }
  return { files: [...files], lostKeys: [...lostKeys] };
};
