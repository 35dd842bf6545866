import type { FastifyInstance } from 'fastify';

/** The methods of each path, to respond with 405 instead of 404. */
export class RouteTable {
  private readonly methods = new Map<string, Set<string>>();

  /** Collects the routes added from now on. Call it before any route is added. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method }) => {
      const known = this.methods.get(url) ?? new Set();
      for (const name of [method].flat()) known.add(name);
      this.methods.set(url, known);
    });
  }

  /** The methods of a path, sorted. Empty for an unknown path. */
  methodsAt(url: string): readonly string[] {
    const path = url.split('?')[0] ?? '';
    const matching = [...this.methods].filter(([pattern]) => !pattern.includes('*') && matches(pattern, path));
    return [...new Set(matching.flatMap(([, methods]) => [...methods]))].sort();
  }
}

const matches = (pattern: string, path: string): boolean => {
  const expected = pattern.split('/');
  const segments = path.split('/');
  return (
    expected.length === segments.length &&
    expected.every((part, index) => (part.startsWith(':') ? segments[index] !== '' : part === segments[index]))
  );
};
