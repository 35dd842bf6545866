/** A value of a query parameter. Undefined ones are not sent. */
type QueryValue = string | number | boolean | undefined;

/** Parameters of a request, as its operation defines them. */
export interface TargetParameters {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, QueryValue>>;
}

/** Throws TypeError for a value that would turn the URL into that of another route. */
const segmentOf = (name: string, value: string | undefined): string => {
  if (value === undefined || value === '' || value === '.' || value === '..')
    throw new TypeError(`The parameter ${name} is ${JSON.stringify(value)}. Pass an id.`);
  return encodeURIComponent(value);
};

/** The rest of a route, `{path}`, such as that of a tile: segments with slashes in between. */
const REST = 'path';

const valueOf = (name: string, value: string | undefined): string =>
  name === REST && value !== undefined
    ? value
        .split('/')
        .map((segment) => segmentOf(name, segment))
        .join('/')
    : segmentOf(name, value);

/** The path and query of a request: `/v1/tickets/{ticketId}` with `{ ticketId }` in its place. */
export const targetOf = (route: string, { path = {}, query = {} }: TargetParameters): string => {
  const pathname = route.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    valueOf(name, Object.hasOwn(path, name) ? path[name] : undefined),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? pathname : `${pathname}?${search.toString()}`;
};
