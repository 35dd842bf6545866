import type { FastifyInstance } from 'fastify';

/** Which methods each path takes, so that a wrong method is told from a wrong path. */
export class RouteTable {
  private readonly methods = new Map<string, Set<string>>();

  /** Collects routes from now on: call it before any is added. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method }) => {
      const known = this.methods.get(url) ?? new Set();
      for (const name of [method].flat()) known.add(name);
      this.methods.set(url, known);
    });
  }

  /** Methods that a path takes; none for an unknown one. */
  methodsAt(url: string): readonly string[] {
    const path = url.split('?')[0] ?? '';
    const matching = [...this.methods].filter(([pattern]) => !pattern.includes('*') && matches(pattern, path));
    return [...new Set(matching.flatMap(([, methods]) => [...methods]))].sort();
  }
}

const matches = (pattern: string, path: string): boolean => {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => (part.startsWith(':') ? given[index] !== '' : part === given[index]))
  );
};
