import { isLogIdentity, type LogFilter, type StoredEvent } from '@ledgerdesk/event-store';
import { linearRegex, type TextTest } from './linear-regex.js';
import { badRequest } from './rpc-error.js';

interface Expression {
  getRegex(): string;
  getPrefixList(): readonly string[];
}

interface FilterOptions {
  getStreamIdentifier(): Expression | undefined;
  getEventType(): Expression | undefined;
}

/** A server-side filter as plain data: a regular expression or, if that is empty, prefixes. */
export interface FilterExpression {
  readonly on: 'stream' | 'type';
  readonly regex: string;
  readonly prefixes: readonly string[];
}

export interface EventMatcher {
  readonly matches: (event: StoredEvent) => boolean;
  /** The part of the condition that the store can evaluate. */
  readonly storeFilter: LogFilter;
}

/** True unless the event records the log's id, which is not an event of any client. */
const isClientVisible = (event: StoredEvent): boolean => !isLogIdentity(event);

/** Matches every event that clients see in `$all`. */
export const MATCH_ALL: EventMatcher = { matches: isClientVisible, storeFilter: {} };

/** Bounds the time that testing one event takes. */
const MAX_PREFIXES = 1_000;

const textMatcher = ({ regex, prefixes }: FilterExpression): TextTest => {
  if (regex !== '') return linearRegex(regex);
  if (prefixes.length > MAX_PREFIXES)
    throw badRequest(`The filter has ${prefixes.length} prefixes. Send at most ${MAX_PREFIXES}.`);
  return (text) => prefixes.some((prefix) => text.startsWith(prefix));
};

/** @throws RpcError for a filter on neither streams nor types, and for an invalid regular expression */
export const parseFilterExpression = (filter: FilterOptions): FilterExpression => {
  const [stream, type] = [filter.getStreamIdentifier(), filter.getEventType()];
  const source = stream ?? type;
  if (!source) throw badRequest('A filter requires stream names or event types.');
  const expression: FilterExpression = {
    on: stream ? 'stream' : 'type',
    regex: source.getRegex(),
    prefixes: source.getPrefixList(),
  };
  textMatcher(expression);
  return expression;
};

export const eventMatcher = (expression: FilterExpression): EventMatcher => {
  const matchesText = textMatcher(expression);
  if (expression.on === 'type')
    return { matches: (event) => isClientVisible(event) && matchesText(event.type), storeFilter: {} };
  return {
    matches: (event) => isClientVisible(event) && matchesText(event.stream),
    storeFilter: expression.regex === '' ? { streamPrefixes: expression.prefixes } : {},
  };
};
