import type { RecordedEvent } from '@ledgerdesk/kernel';
import type { EventNamed, EventType } from './catalogue.js';

/** An event of one of the named types, as it stands in the log. */
export type LoggedEvent<Type extends EventType> = { [T in Type]: RecordedEvent<EventNamed<T>> }[Type];

/** Whether an event is of one of these types; its data then is what the type says. */
export const isLogged = <Type extends EventType>(
  event: RecordedEvent,
  types: readonly Type[],
): event is LoggedEvent<Type> => types.some((type) => type === event.type);
