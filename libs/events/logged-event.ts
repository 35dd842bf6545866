import type { RecordedEvent } from '@ledgerdesk/kernel';
import type { EventNamed, EventType } from './catalogue.js';

interface LoggedAs<Type extends EventType> extends Omit<RecordedEvent, 'type' | 'data'> {
  readonly type: Type;
  readonly data: EventNamed<Type>['data'];
}

/** A recorded event of one of the named types: a union that `type` discriminates. */
export type LoggedEvent<Type extends EventType> = { [T in Type]: LoggedAs<T> }[Type];

/**
 * Returns true if a recorded event has one of the given types, and narrows its data to theirs.
 *
 * @example
 * if (isLogged(event, ['ChatStarted', 'ChatEnded'])) console.log(event.data.chatId);
 */
export const isLogged = <Type extends EventType>(
  event: RecordedEvent,
  types: readonly Type[],
): event is LoggedEvent<Type> => types.some((type) => type === event.type);
