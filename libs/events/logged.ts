import type { RecordedEvent } from '@ledgerdesk/kernel';
import type { EventNamed, EventType } from './catalogue.js';

interface LoggedAs<Type extends EventType> extends Omit<RecordedEvent, 'type' | 'data'> {
  readonly type: Type;
  readonly data: EventNamed<Type>['data'];
}

/** A recorded event of one of the named types. */
export type LoggedEvent<Type extends EventType> = { [T in Type]: LoggedAs<T> }[Type];

/** Whether an event is of one of these types; its data then is what the type says. */
export const isLogged = <Type extends EventType>(
  event: RecordedEvent,
  types: readonly Type[],
): event is LoggedEvent<Type> => types.some((type) => type === event.type);
