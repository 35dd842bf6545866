import type { Profiler } from 'node:inspector';

/** The time of a thread in a function or a module, in ms. */
export interface HotSpot {
  readonly name: string;
  /** Where it is defined: file and line, or the module. Empty for parts of the engine of JavaScript. */
  readonly place: string;
  /** Time in the function itself. */
  readonly self: number;
  /** Time in the function and in those that it calls. What it awaits does not count. */
  readonly total: number;
}

/** What a profile says of a thread. Times are in ms. */
export interface ThreadTimes {
  /** Time in which the thread worked. */
  readonly busy: number;
  readonly idle: number;
  /** By function, the longest self time first. */
  readonly functions: readonly HotSpot[];
  /** By folder of the project, package or module of Node.js, the longest self time first. */
  readonly modules: readonly HotSpot[];
}

type Node = Profiler.ProfileNode;

/** What V8 calls the time in which a thread waits. */
const IDLE = '(idle)';
/** The frames above all functions of a thread. */
const ROOT = '(root)';

const MICROSECONDS = 1_000;

const PACKAGE = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\/.*$/;
const PROJECT = /^.*\/(?:dist\/)?((?:apps|libs|projections|test)\/[^/]+).*$/;
const FILE = /^.*\/(?:node_modules|dist|ledgerdesk)\//;

const moduleOf = ({ callFrame: { url, functionName } }: Node): string => {
  if (url === '') return functionName.startsWith('(') ? functionName : 'built into JavaScript';
  if (url.startsWith('node:')) return url;
  return url.replace(PACKAGE, '$1').replace(PROJECT, '$1').replace(FILE, '');
};

const placeOf = ({ callFrame: { url, lineNumber } }: Node): string =>
  url === '' ? '' : `${url.replace(FILE, '')}:${lineNumber + 1}`;

const nameOf = ({ callFrame: { functionName } }: Node): string => functionName || '(anonymous)';

/** Self times of nodes by ID, in ms: each sample counts until the next one. */
const selfTimes = ({ samples = [], timeDeltas = [] }: Profiler.Profile): ReadonlyMap<number, number> => {
  const times = new Map<number, number>();
  samples.forEach((id, index) => {
    const micros = Math.max(0, timeDeltas[index + 1] ?? 0);
    times.set(id, (times.get(id) ?? 0) + micros / MICROSECONDS);
  });
  return times;
};

interface Sum {
  readonly name: string;
  readonly place: string;
  self: number;
  total: number;
}

/** Adds up the times of nodes that `nameOf` and `placeOf` make one. */
class Sums {
  readonly #byKey = new Map<string, Sum>();
  /** Those that are on the stack: a function that calls itself counts once. */
  readonly #open = new Set<string>();

  constructor(
    private readonly name: (node: Node) => string,
    private readonly place: (node: Node) => string,
  ) {}

  /** Adds a node and, in `inside`, what it calls. Returns the total time of the node. */
  add(node: Node, self: number, inside: () => number): number {
    const [name, place] = [this.name(node), this.place(node)];
    const key = `${name} ${place}`;
    const sum = this.#byKey.get(key) ?? { name, place, self: 0, total: 0 };
    this.#byKey.set(key, sum);
    const isOutermost = !this.#open.has(key);
    this.#open.add(key);
    const total = self + inside();
    sum.self += self;
    if (isOutermost) {
      sum.total += total;
      this.#open.delete(key);
    }
    return total;
  }

  sorted(): readonly HotSpot[] {
    return [...this.#byKey.values()]
      .filter(({ name, total }) => total > 0 && name !== ROOT && name !== IDLE)
      .sort((one, other) => other.self - one.self);
  }
}

/** Adds up the times of a CPU profile by function and by module. */
export const timesOf = (profile: Profiler.Profile): ThreadTimes => {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const self = selfTimes(profile);
  const functions = new Sums(nameOf, placeOf);
  const modules = new Sums(moduleOf, () => '');
  const visit = (id: number): number => {
    const node = nodes.get(id);
    if (!node) return 0;
    const own = self.get(id) ?? 0;
    const children = (): number => (node.children ?? []).reduce((sum, child) => sum + visit(child), 0);
    return functions.add(node, own, () => modules.add(node, own, children) - own);
  };
  const [root] = profile.nodes;
  const all = root ? visit(root.id) : 0;
  const idle = profile.nodes
    .filter(({ callFrame }) => callFrame.functionName === IDLE)
    .reduce((sum, { id }) => sum + (self.get(id) ?? 0), 0);
  return { busy: all - idle, idle, functions: functions.sorted(), modules: modules.sorted() };
};
