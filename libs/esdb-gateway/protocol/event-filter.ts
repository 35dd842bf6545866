import type { LogFilter, StoredEvent } from '@ledgerdesk/event-store';
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

/** Matches every event. */
export const MATCH_ALL: EventMatcher = { matches: () => true, storeFilter: {} };

const regExpOf = (source: string): RegExp => {
  try {
    return new RegExp(source, 'u');
  } catch {
    throw badRequest(`"${source}" is not a valid regular expression.`);
  }
};

const textMatcher = ({ regex, prefixes }: FilterExpression): ((text: string) => boolean) => {
  if (regex !== '') {
    const pattern = regExpOf(regex);
    return (text) => pattern.test(text);
  }
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
  if (expression.on === 'type') return { matches: ({ type }) => matchesText(type), storeFilter: {} };
  return {
    matches: ({ stream }) => matchesText(stream),
    storeFilter: expression.regex === '' ? { streamPrefixes: expression.prefixes } : {},
  };
};
