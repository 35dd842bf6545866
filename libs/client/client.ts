import type { paths } from './api-types.js';
import { type FollowOptions, follow } from './event-stream.js';
import type { ServerSentEvent, StreamEvents } from './event-types.js';
import type {
  Arguments,
  InputOf,
  ItemOf,
  ListRoute,
  Method,
  Operation,
  PagedRoute,
  GetRoute,
  ResponseOf,
  RouteOf,
  StreamRoute,
} from './operations.js';
import { mergedHeaders } from './headers.js';
import { type PageLink, pagesOf, type PagingOptions } from './paging.js';
import { type TargetParameters, targetOf } from './target.js';
import { type ClientOptions, type CompleteResponse, type OutgoingRequest, Transport } from './transport.js';

/** Options of every request. */
export interface RequestOptions {
  /** Answer from a state that includes this position: the `position` of an earlier answer. */
  readonly after?: string | null;
  /** Aborts the request and its retries. */
  readonly signal?: AbortSignal;
  /** Time limit of each attempt, instead of the client's. */
  readonly timeoutMs?: number;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A state of a resource: an earlier answer, or its ETag. */
export type KnownState = string | { readonly etag: string | null };

/** Options of every request that changes something. */
export interface CommandOptions extends RequestOptions {
  /** Refuse with 412 if the resource has changed since. */
  readonly ifMatch?: KnownState;
  /** `*`: refuse with 412 if the resource exists. */
  readonly ifNoneMatch?: string;
  /** Names the command, so that it has its effect once. Default: a random key, kept over the retries of the request. */
  readonly idempotencyKey?: string;
  /** Stored with the events, to find them by. */
  readonly correlationId?: string;
}

/** A successful response. */
export interface Answer<T> {
  readonly data: T;
  readonly status: number;
  /** ETag of the state in `data`. Null if the resource has none. */
  readonly etag: string | null;
  /** Position of what a command recorded, for `after`. Null for other requests. */
  readonly position: string | null;
  /** Id of the request, as in the engine's log. */
  readonly requestId: string | null;
  /** Whether an earlier request with the same key had the effect. */
  readonly isReplayed: boolean;
  readonly headers: Headers;
}

type GetOptions<P extends keyof paths> = RequestOptions & InputOf<Operation<P, 'get'>>;
type CommandOptionsOf<P extends keyof paths, M extends Method> = CommandOptions & InputOf<Operation<P, M>>;
type AnswerOf<P extends keyof paths, M extends Method> = Answer<ResponseOf<Operation<P, M>>>;
type EventOf<P extends StreamRoute> = P extends keyof StreamEvents ? StreamEvents[P] : ServerSentEvent;

/** The options of a request to any operation. */
type AnyOptions = CommandOptions & TargetParameters & { readonly body?: object };

const NOT_MODIFIED = 304;
/** The stream of one chat starts with its first message and ends with the chat. */
const CHAT_STREAM = '/v1/chats/{chatId}/updates';

/** A random key. `crypto.randomUUID` is missing on pages without TLS. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');

/** Throws TypeError for an answer without an ETag: the request would not depend on it. */
const tagOf = (state: KnownState): string => {
  const tag = typeof state === 'string' ? state : state.etag;
  if (tag === null) throw new TypeError('The answer has no ETag. Pass one of a resource that has.');
  return tag;
};

/** Throws TypeError for a weak ETag too, such as that of a list: `If-Match` never matches it. */
const strongTagOf = (state: KnownState): string => {
  const tag = tagOf(state);
  if (tag.startsWith('W/')) throw new TypeError('The answer has a weak ETag. Pass one of the resource itself.');
  return tag;
};

const answerFrom = <T>({ status, headers, kind, body }: CompleteResponse): Answer<T> => ({
  data: (kind === 'json' && typeof body === 'string' ? JSON.parse(body) : body) as T,
  status,
  etag: headers.get('etag'),
  position: headers.get('ledger-position'),
  requestId: headers.get('request-id'),
  isReplayed: headers.get('idempotency-replayed') === 'true',
  headers,
});

/**
 * A client of the API of an engine. Its methods take a route of the OpenAPI document, with the parameters and the body
 * of that operation, and return what it responds with. They throw ApiProblem for a refusal, NoResponse if no attempt
 * was answered, and the reason of an aborted signal.
 *
 * @example
 * const client = createClient({ url: 'https://support.example', token });
 * const { data } = await client.get('/v1/tickets/{ticketId}', { path: { ticketId } });
 */
export class LedgerdeskClient {
  /** Use `createClient`. */
  constructor(
    private readonly transport: Transport,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** Returns a client whose requests are for a member, `<teamId>/<memberId>`: for services with the scope `act`. */
  onBehalfOf(member: string): LedgerdeskClient {
    return this.with({ 'ledger-on-behalf-of': member });
  }

  /** Returns a client that sends further headers, such as `Accept-Language`. Both share one token. */
  with(headers: Readonly<Record<string, string>>): LedgerdeskClient {
    return new LedgerdeskClient(this.transport, mergedHeaders(this.headers, headers));
  }

  /** Reads a resource. */
  async get<P extends GetRoute>(route: P, ...[options]: Arguments<GetOptions<P>>): Promise<AnswerOf<P, 'get'>> {
    return this.answer(this.requestOf('GET', route, options));
  }

  /** Reads a resource if it has changed. Returns undefined if it is still in the known state. */
  async getIfChanged<P extends GetRoute>(
    route: P,
    known: KnownState,
    ...[options]: Arguments<GetOptions<P>>
  ): Promise<AnswerOf<P, 'get'> | undefined> {
    const response = await this.transport.send(this.requestOf('GET', route, { ...options, ifNoneMatch: tagOf(known) }));
    return response.status === NOT_MODIFIED ? undefined : answerFrom(response);
  }

  /** Sends a command, or another request that the document has as POST, such as an upload or a quote. */
  async post<P extends RouteOf<'post'>>(
    route: P,
    ...[options]: Arguments<CommandOptionsOf<P, 'post'>>
  ): Promise<AnswerOf<P, 'post'>> {
    return this.answer(this.commandOf('POST', route, options));
  }

  /** Sends a command that sets something. */
  async put<P extends RouteOf<'put'>>(
    route: P,
    ...[options]: Arguments<CommandOptionsOf<P, 'put'>>
  ): Promise<AnswerOf<P, 'put'>> {
    return this.answer(this.commandOf('PUT', route, options));
  }

  /** Sends a command that changes some properties of a resource. */
  async patch<P extends RouteOf<'patch'>>(
    route: P,
    ...[options]: Arguments<CommandOptionsOf<P, 'patch'>>
  ): Promise<AnswerOf<P, 'patch'>> {
    return this.answer(this.commandOf('PATCH', route, options));
  }

  /** Sends a command that ends, cancels or removes something. */
  async delete<P extends RouteOf<'delete'>>(
    route: P,
    ...[options]: Arguments<CommandOptionsOf<P, 'delete'>>
  ): Promise<AnswerOf<P, 'delete'>> {
    return this.answer(this.commandOf('DELETE', route, options));
  }

  /** The pages of a list, each loaded when it is needed. */
  pages<P extends PagedRoute>(
    route: P,
    ...[options]: Arguments<GetOptions<P> & PagingOptions>
  ): AsyncIterable<ResponseOf<Operation<P, 'get'>>> {
    return this.pagesWith(route, options);
  }

  /** The items of a list, whose pages are loaded as they are needed. */
  async *items<P extends ListRoute>(
    route: P,
    ...[options]: Arguments<GetOptions<P> & PagingOptions>
  ): AsyncGenerator<ItemOf<P>> {
    const pages = this.pagesWith<{ readonly items: readonly ItemOf<P>[] }>(route, options);
    for await (const { items } of pages) yield* items;
  }

  /**
   * The events of a stream, from now on or after `lastEventId`. It is opened again, after the last event, whenever it
   * breaks. A stream that begins with nothing to resume from yields `reset` first: load what you show then, and again
   * whenever `reset` comes. Ends when the signal is aborted or, that of a chat, when the chat has ended.
   */
  follow<P extends StreamRoute>(
    route: P,
    ...[options]: Arguments<FollowOptions & Omit<GetOptions<P>, 'signal'>>
  ): AsyncIterable<EventOf<P>> {
    return this.eventsOf(route, options) as AsyncIterable<EventOf<P>>;
  }

  private eventsOf(route: string, options: AnyOptions & FollowOptions = {}): AsyncIterable<ServerSentEvent> {
    const isChat = route === CHAT_STREAM;
    const hasStart = isChat || options.query?.['after'] !== undefined;
    return follow(this.transport, { ...this.requestOf('GET', route, options), hasStart, closes: isChat }, options);
  }

  private pagesWith<Page>(
    route: string,
    { query, ...options }: AnyOptions & PagingOptions = {},
  ): AsyncIterable<Page & PageLink> {
    // The log pages by position, all other lists by an opaque cursor.
    const name = route === '/v1/log/events' ? 'after' : 'cursor';
    const load = async (cursor: string | undefined): Promise<Page & PageLink> => {
      const from = cursor === undefined ? {} : { [name]: cursor };
      const { data } = await this.answer<Page & PageLink>(
        this.requestOf('GET', route, { ...options, query: { ...query, ...from } }),
      );
      return data;
    };
    return pagesOf(load, options);
  }

  private async answer<T>(request: OutgoingRequest): Promise<Answer<T>> {
    return answerFrom(await this.transport.send(request));
  }

  private requestOf(method: string, route: string, options: AnyOptions = {}): OutgoingRequest {
    const { after, ifMatch, ifNoneMatch, idempotencyKey, correlationId, body, signal, timeoutMs, headers } = options;
    const isForm = body instanceof FormData;
    return {
      method,
      target: targetOf(route, options),
      headers: mergedHeaders(
        this.headers,
        {
          'ledger-position': after,
          'if-match': ifMatch === undefined ? ifMatch : strongTagOf(ifMatch),
          'if-none-match': ifNoneMatch,
          'idempotency-key': idempotencyKey,
          'correlation-id': correlationId,
          'content-type': body === undefined || isForm ? undefined : 'application/json',
        },
        headers ?? {},
      ),
      body: body === undefined || isForm ? body : JSON.stringify(body),
      signal,
      timeoutMs,
    };
  }

  /** A request that has its effect once, however often it is sent. */
  private commandOf(method: string, route: string, options: AnyOptions = {}): OutgoingRequest {
    return this.requestOf(method, route, { ...options, idempotencyKey: options.idempotencyKey ?? newKey() });
  }
}

/** Returns a client of the engine at a URL. */
export const createClient = (options: ClientOptions): LedgerdeskClient => new LedgerdeskClient(new Transport(options));
