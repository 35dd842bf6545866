import type { components, paths } from './api-types.js';

/** The named schemas of the OpenAPI document, such as `Schemas['DeskTicket']`. */
export type Schemas = components['schemas'];

/** A method of the API, in lower case. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The routes that have a method. */
type Route<M extends Method> = {
  [P in keyof paths]: paths[P] extends { readonly [method in M]: { readonly responses: object } } ? P : never;
}[keyof paths];

/** An operation of the OpenAPI document. */
export type Operation<P extends keyof paths, M extends Method> = paths[P][M];

/** The content of the successful responses of an operation, by media type. */
type ContentOf<O> = O extends { readonly responses: infer Responses }
  ? Responses[keyof Responses & (200 | 201)] extends { content: infer Content }
    ? Content
    : never
  : never;

/** Body of an operation's response: parsed JSON, a file, or text. */
export type ResponseOf<O> =
  ContentOf<O> extends { readonly 'application/json': infer Body }
    ? Body
    : ContentOf<O> extends { readonly 'application/octet-stream': unknown }
      ? Blob
      : ContentOf<O> extends { readonly 'text/plain': unknown }
        ? string
        : never;

/** A route that sends Server-Sent Events. */
export type StreamRoute = {
  [P in Route<'get'>]: ContentOf<paths[P]['get']> extends { readonly 'text/event-stream': unknown } ? P : never;
}[Route<'get'>];

/** A route that responds to GET once. */
export type GetRoute = Exclude<Route<'get'>, StreamRoute>;

/** A route that responds to a method once. */
export type RouteOf<M extends Method> = M extends 'get' ? GetRoute : Route<M>;

/** A route that responds with a page, which names the next one. */
export type PagedRoute = {
  [P in GetRoute]: 'next' extends keyof ResponseOf<paths[P]['get']> ? P : never;
}[GetRoute];

/** A route that lists items in pages. */
export type ListRoute = {
  [P in PagedRoute]: ResponseOf<paths[P]['get']> extends { readonly items: readonly unknown[] } ? P : never;
}[PagedRoute];

/** An item of a list. */
export type ItemOf<P extends ListRoute> =
  ResponseOf<paths[P]['get']> extends { readonly items: readonly (infer Item)[] } ? Item : never;

type ParametersOf<O, Place extends 'path' | 'query'> = O extends {
  readonly parameters: { readonly [place in Place]?: infer Parameters };
}
  ? Exclude<Parameters, undefined>
  : never;

type WithPath<Parameters> = [Parameters] extends [never]
  ? unknown
  : {
      /** Values of the parameters in the route, such as `{ ticketId }`. */
      readonly path: Parameters;
    };

type WithQuery<Parameters> = [Parameters] extends [never]
  ? unknown
  : {
      /** Query parameters. Undefined ones are not sent. */
      readonly query?: Parameters;
    };

type WithBody<O> = O extends { readonly requestBody: { readonly content: infer Content } }
  ? {
      /** The body: an object that is sent as JSON, or a form with a file. */
      readonly body: Content extends { readonly 'application/json': infer Body } ? Body : FormData;
    }
  : unknown;

/** What an operation needs: the parameters of its route and query, and its body. */
export type InputOf<O> = WithPath<ParametersOf<O, 'path'>> & WithQuery<ParametersOf<O, 'query'>> & WithBody<O>;

/** Arguments after the route: optional if the operation needs nothing. */
export type Arguments<Options> = object extends Options ? readonly [options?: Options] : readonly [options: Options];
