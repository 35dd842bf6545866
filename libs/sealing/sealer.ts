import { subjectOf } from '@ledgerdesk/events';
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
    if (!events.some(hasPersonalFields)) return undefined;
    let first: SubjectKey | undefined;
    const data: (SealableData | undefined)[] = [];
    for (const [index, event] of events.entries()) {
      const key = hasPersonalFields(event) ? await this.#keyOf(event) : undefined;
      first ??= key;
      data.push(key && prepareSealing(event, key, `${commandId} ${index}`));
    }
    return first && { requestHash: sealedRequestHash(first, requestHash), data };
  }

  async #keyOf(event: DomainEvent): Promise<SubjectKey> {
    const subject = subjectOf(event);
    if (!subject) throw new Error(`${event.type} has personal fields, but does not name their subject.`);
    return this.keys.cachedFor(subject) ?? this.keys.keyFor(subject);
  }
}
