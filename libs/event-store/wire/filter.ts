import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { LogFilter, StoredEvent } from '../port.js';
import { badRequest } from './faults.js';

type Expression = ReadReq.Options.FilterOptions.Expression;

/** What a reader of `$all` wants, and after how many events that it was not sent it wants to hear how far it is. */
export interface WireFilter {
  readonly wants: (event: StoredEvent) => boolean;
  /** What of it the store can look for itself. */
  readonly inStore: LogFilter;
  readonly checkpointEvery: number;
}

const DEFAULT_WINDOW = 32;

const compiled = (source: string): RegExp => {
  try {
    return new RegExp(source, 'u');
  } catch {
    throw badRequest(`"${source}" is no regular expression.`);
  }
};

const testOf = (expression: Expression): ((text: string) => boolean) => {
  const regex = expression.getRegex();
  if (regex !== '') {
    const pattern = compiled(regex);
    return (text) => pattern.test(text);
  }
  const prefixes = expression.getPrefixList();
  return (text) => prefixes.some((prefix) => text.startsWith(prefix));
};

const byStream = (expression: Expression): Pick<WireFilter, 'wants' | 'inStore'> => {
  const test = testOf(expression);
  return { wants: ({ stream }) => test(stream), inStore: expression.getRegex() === '' ? { streamPrefixes: expression.getPrefixList() } : {} };
};

const byType = (expression: Expression): Pick<WireFilter, 'wants' | 'inStore'> => {
  const test = testOf(expression);
  return { wants: ({ type }) => test(type), inStore: {} };
};

const ALL: WireFilter = { wants: () => true, inStore: {}, checkpointEvery: Infinity };

/** Refuses a filter that says nothing, and a pattern that cannot be read. */
export const filterOf = (options: ReadReq.Options): WireFilter => {
  const filter = options.getFilter();
  if (!filter) return ALL;
  const [stream, type] = [filter.getStreamIdentifier(), filter.getEventType()];
  const expression = stream ?? type;
  if (!expression) throw badRequest('A filter names streams or types.');
  const window = filter.hasMax() ? filter.getMax() : DEFAULT_WINDOW;
  const checkpointEvery = Math.max(1, window * Math.max(1, filter.getCheckpointintervalmultiplier()));
  return { ...(stream ? byStream(expression) : byType(expression)), checkpointEvery };
};
