import type { DomainEvent } from '@ledgerdesk/kernel';

/** An event type by wire name and data. Wire names and versions are the storage format: they never change meaning. */
export interface EventOf<Type extends string, Data extends object> extends DomainEvent {
  readonly type: Type;
  readonly data: Readonly<Data>;
}

/** Data of version n to data of version n + 1. */
export type Upcaster = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** What the log needs to know of an event type. */
export interface EventDefinition {
  readonly type: string;
  /** Version written today, from 1. */
  readonly version: number;
  /** Fields of `data` that say something of a person; they can be sealed and one day read as erased. */
  readonly personal: readonly string[];
  /** From version 1 upwards: one step for each version before today's. */
  readonly upcasters: readonly Upcaster[];
  /** A complete example, every optional field present; its shape is pinned by published.json. */
  readonly sample: object;
}

interface Given<E extends DomainEvent> {
  readonly sample: Required<E['data']>;
  readonly version?: number;
  readonly personal?: readonly (keyof E['data'] & string)[];
  readonly upcasters?: readonly Upcaster[];
}

/** Defines an event type; version 1 without personal fields unless said otherwise. */
export const defineEvent = <E extends DomainEvent>(type: E['type'], given: Given<E>): EventDefinition => ({
  type,
  version: given.version ?? 1,
  personal: given.personal ?? [],
  upcasters: given.upcasters ?? [],
  sample: given.sample,
});
