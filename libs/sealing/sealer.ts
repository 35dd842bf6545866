import { subjectOf, type SubjectRef } from '@ledgerdesk/events';
import type { DomainEvent } from '@ledgerdesk/kernel';
import { hasPersonalFields, prepareSealing, type SealableData } from './box.js';
import type { KeyStore, SubjectKey } from './port.js';
import { sealedRequestHash } from './request-hash.js';

/** The command that records events. */
export interface SealedCommand {
  readonly commandId: string;
  readonly requestHash: string;
}

/** The events of a command, ready to be sealed. */
export interface SealableEvents {
  /** The hash of the request, hidden. */
  readonly requestHash: string;
  /** By index; undefined for an event without personal fields. */
  readonly data: readonly (SealableData | undefined)[];
}

/**
 * Prepares the events of commands for sealing.
 *
 * @example
 * const sealable = await new Sealer(keys).prepare(envelope, events);
 */
export class Sealer {
  constructor(readonly keys: KeyStore) {}

  /**
   * Returns the events ready to be sealed; undefined if none has personal fields. The keys of their subjects are
   * durable when it resolves.
   * @throws SubjectErased
   */
  async prepare(
    { commandId, requestHash }: SealedCommand,
    events: readonly DomainEvent[],
  ): Promise<SealableEvents | undefined> {
    let first: SubjectKey | undefined;
    const data: (SealableData | undefined)[] = [];
    for (const [index, event] of events.entries()) {
      if (!hasPersonalFields(event)) {
        data.push(undefined);
        continue;
      }
      const subject = subjectIn(event);
      const key = this.keys.cachedFor(subject) ?? (await this.keys.keyFor(subject));
      first ??= key;
      data.push(prepareSealing(event, key, `${commandId} ${index}`));
    }
    return first && { requestHash: sealedRequestHash(first, requestHash), data };
  }
}

/** The subject of the personal fields of an event. */
const subjectIn = (event: DomainEvent): SubjectRef => {
  const subject = subjectOf(event);
  if (!subject) throw new Error(`${event.type} has personal fields, but does not name their subject.`);
  return subject;
};
