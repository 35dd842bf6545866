import type { DomainEvent } from '@ledgerdesk/kernel';

/** An event type by wire name and data. Wire names and versions are the storage format: their meaning never changes. */
export interface EventOf<Type extends string, Data extends object> extends DomainEvent {
  readonly type: Type;
  readonly data: Readonly<Data>;
}

/** Converts data of version n to version n + 1. */
export type Upcaster = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** Kinds of people of whom the log holds personal data. */
export const SUBJECT_KINDS = ['member', 'agent', 'consultant', 'account-manager'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/**
 * A data subject: a person of whom the log holds personal data. The id of a member is `<teamId>.<memberId>`, as in the
 * name of the member's stream; that of an account manager is the id of the team.
 */
export interface SubjectRef {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** Where the data of an event names the subject of its personal fields. */
export interface SubjectField<Field extends string = string> {
  readonly kind: SubjectKind;
  /** The field of `data` with the id of the person; for an account manager, the one with the id of the team. */
  readonly field: Field;
}

/** How the log stores one event type. */
export interface EventDefinition {
  readonly type: string;
  /** Version of newly recorded events, from 1. */
  readonly version: number;
  /** Fields of `data` with personal data. They can be masked, sealed and erased. */
  readonly personal: readonly string[];
  /** The person whom the personal fields are about; null if there are none. */
  readonly subject: SubjectField | null;
  /** Fields of `data` with a URL whose query is a secret: it may contain credentials. Never shown. */
  readonly secretQuery: readonly string[];
  /** Fields of `data` that are secrets, such as keys of files. Never shown, whoever may see personal data. */
  readonly secret: readonly string[];
  /** One step for each version before the current one, from version 1. */
  readonly upcasters: readonly Upcaster[];
  /** A complete example with every optional field. Its shape is published in published.json. */
  readonly sample: object;
}

interface EventOptions<E extends DomainEvent> {
  readonly sample: Required<E['data']>;
  readonly version?: number;
  readonly personal?: readonly (keyof E['data'] & string)[];
  readonly subject?: SubjectField<keyof E['data'] & string>;
  readonly secretQuery?: readonly (keyof E['data'] & string)[];
  readonly secret?: readonly (keyof E['data'] & string)[];
  readonly upcasters?: readonly Upcaster[];
}

/**
 * Defines an event type: version 1, without personal fields or secrets, unless the options differ. After a change of
 * its data, increase `version`, add an upcaster from the previous version, and run `npm run events:publish`.
 *
 * @example
 * // Version 1 had no priority.
 * defineEvent<TicketOpened>('TicketOpened', {
 *   version: 2,
 *   upcasters: [(data) => ({ ...data, priority: null })],
 *   personal: ['title'],
 *   subject: { kind: 'member', field: 'requesterId' },
 *   sample: { ticketId: 't-1', requesterId: 'aiko', title: 'Sync stalls', priority: 'high' },
 * });
 */
export const defineEvent = <E extends DomainEvent>(type: E['type'], options: EventOptions<E>): EventDefinition => ({
  type,
  version: options.version ?? 1,
  personal: options.personal ?? [],
  subject: options.subject ?? null,
  secretQuery: options.secretQuery ?? [],
  secret: options.secret ?? [],
  upcasters: options.upcasters ?? [],
  sample: options.sample,
});
