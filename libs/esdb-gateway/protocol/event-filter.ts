import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { LogFilter, StoredEvent } from '../../event-store/port.js';
import { badRequest } from './rpc-error.js';

interface Expression {
  getRegex(): string;
  getPrefixList(): readonly string[];
}

interface FilterOptions {
  getStreamIdentifier(): Expression | undefined;
  getEventType(): Expression | undefined;
}

/** A filter as plain data: a regular expression where it has one, else prefixes. */
export interface FilterTerms {
  readonly on: 'stream' | 'type';
  readonly regex: string;
  readonly prefixes: readonly string[];
}

/** What a reader of `$all` wants, and after how many events that it was not sent it wants to hear how far it is. */
export interface GatewayFilter {
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

const testOf = ({ regex, prefixes }: FilterTerms): ((text: string) => boolean) => {
  if (regex !== '') {
    const pattern = compiled(regex);
    return (text) => pattern.test(text);
  }
  return (text) => prefixes.some((prefix) => text.startsWith(prefix));
};

/** Refuses a filter that says nothing, and a pattern that cannot be read. */
export const termsOf = (filter: FilterOptions): FilterTerms => {
  const [stream, type] = [filter.getStreamIdentifier(), filter.getEventType()];
  const expression = stream ?? type;
  if (!expression) throw badRequest('A filter names streams or types.');
  const terms: FilterTerms = {
    on: stream ? 'stream' : 'type',
    regex: expression.getRegex(),
    prefixes: expression.getPrefixList(),
  };
  testOf(terms);
  return terms;
};

/** What a filter wants, and what of it the store can look for itself. */
export const wantedBy = (terms: FilterTerms): Pick<GatewayFilter, 'wants' | 'inStore'> => {
  const test = testOf(terms);
  if (terms.on === 'type') return { wants: ({ type }) => test(type), inStore: {} };
  return { wants: ({ stream }) => test(stream), inStore: terms.regex === '' ? { streamPrefixes: terms.prefixes } : {} };
};

const ALL: GatewayFilter = { wants: () => true, inStore: {}, checkpointEvery: Infinity };

/** Refuses a filter that says nothing, and a pattern that cannot be read. */
export const filterOf = (options: ReadReq.Options): GatewayFilter => {
  const filter = options.getFilter();
  if (!filter) return ALL;
  const window = filter.hasMax() ? filter.getMax() : DEFAULT_WINDOW;
  const checkpointEvery = Math.max(1, window * Math.max(1, filter.getCheckpointintervalmultiplier()));
  return { ...wantedBy(termsOf(filter)), checkpointEvery };
};
