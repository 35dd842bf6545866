import { decode, pagesOf, type ReadableLog } from '@ledgerdesk/event-store';
import { isLogged, type LoggedEvent } from '@ledgerdesk/events';
import { messageOf, type Position } from '@ledgerdesk/kernel';
import type { Process } from '@ledgerdesk/runtime';
import { ERASURES } from './erase-member.js';
import { type ErasureOptions, PersonEraser } from './person-eraser.js';

/** Those whose erasure was requested after a position, and is not complete. */
const waitingAfter = async (
  log: ReadableLog,
  position: Position,
): Promise<Iterable<LoggedEvent<'SubjectErasureRequested'>>> => {
  const waiting = new Map<string, LoggedEvent<'SubjectErasureRequested'>>();
  const filter = { types: ['SubjectErasureRequested', 'SubjectErased'] };
  for await (const { events } of pagesOf(log, { after: position, filter }))
    for (const event of events.map(decode))
      if (isLogged(event, ['SubjectErasureRequested'])) waiting.set(event.stream, event);
      else waiting.delete(event.stream);
  return waiting.values();
};

/**
 * Erases people. Each stream of the person records it first; then the key is destroyed, and what was stored beside the
 * log is deleted: rows, mails, files. Every step can be repeated, so that it resumes after a crash at any point.
 */
export const erasures = (options: ErasureOptions): Process => {
  const eraser = new PersonEraser(options);

  /**
   * Erases those who wait behind an erasure that failed and will be repeated. Each has a turn of its own later. Returns
   * why some of them failed too.
   */
  const eraseNext = async (position: Position): Promise<readonly string[]> => {
    const failures: string[] = [];
    for (const event of await waitingAfter(options.log, position))
      await eraser.erase(event).catch((error: unknown) => failures.push(`${event.stream}: ${messageOf(error)}`));
    return failures;
  };

  return {
    name: ERASURES,
    handles: ['SubjectErasureRequested'],
    startFrom: 'start',
    react: async (event) => {
      if (!isLogged(event, ['SubjectErasureRequested'])) return [];
      try {
        await eraser.erase(event);
      } catch (error) {
        const others = await eraseNext(event.position);
        if (others.length === 0) throw error;
        throw new Error(`${messageOf(error)} ${others.length} later erasures fail too, such as ${others[0]}`, {
          cause: error,
        });
      }
      return [];
    },
  };
};
