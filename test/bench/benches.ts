import type { Size } from './size.js';

/** Measures something and prints a row for each figure. */
type Bench = () => Promise<void>;

/** A benchmark that `npm run bench` knows by name. */
interface BenchEntry {
  /** What it measures, for the list of `npm run bench -- --help`. */
  readonly what: string;
  /** The sizes in which it runs without being named. */
  readonly runsIn: readonly Size[];
  /** Loads its module, once the size of the run is selected. */
  readonly load: () => Promise<Bench>;
}

const ALWAYS = ['short', 'standard'] as const;
/** It takes minutes, so that only a short run includes it without its name. */
const SHORT = ['short'] as const;

/** All benchmarks, in the order in which they run. */
export const BENCHES: Readonly<Record<string, BenchEntry>> = {
  commands: {
    what: 'OpenTicket in process, beside a bare writer thread',
    runsIn: ALWAYS,
    load: async () => (await import('./commands.bench.js')).benchCommands,
  },
  sealing: {
    what: 'the same, beside the same build in clear',
    runsIn: ALWAYS,
    load: async () => (await import('./sealing.bench.js')).benchSealing,
  },
  trust: {
    what: 'the same, beside the same build in clear and without the tree',
    runsIn: ALWAYS,
    load: async () => (await import('./trust.bench.js')).benchTrust,
  },
  http: {
    what: 'POST /v1/tickets, beside the same route with a constant answer, and a bare Nest application',
    runsIn: ALWAYS,
    load: async () => (await import('./http.bench.js')).benchHttp,
  },
  log: {
    what: 'a large log: start, fold, rebuild, pages, rows over time',
    runsIn: [...ALWAYS, '10m'],
    load: async () => (await import('./large-log.bench.js')).benchLargeLog,
  },
  deadlines: {
    what: 'delays of timers, beside those of a bare timer',
    runsIn: ALWAYS,
    load: async () => (await import('./timers.bench.js')).benchTimers,
  },
  due: {
    what: 'many timers due at once, beside a bare writer thread, and requests meanwhile',
    runsIn: ALWAYS,
    load: async () => (await import('./due-at-once.bench.js')).benchDueAtOnce,
  },
  wire: {
    what: "EventStoreDB's client on the embedded log, beside a stub",
    runsIn: ALWAYS,
    load: async () => (await import('./gateway.bench.js')).benchGateway,
  },
  rows: {
    what: 'rebuilding read models into PostgreSQL, beside SQLite',
    runsIn: ALWAYS,
    load: async () => (await import('./rows.bench.js')).benchRows,
  },
  queue: {
    what: "pages of the agents' queue, beside a bare statement",
    runsIn: ALWAYS,
    load: async () => (await import('./queue.bench.js')).benchQueue,
  },
  verify: {
    what: 'the verifier of outsiders, beside bare hashing',
    runsIn: ALWAYS,
    load: async () => (await import('./verify.bench.js')).benchVerify,
  },
  reads: {
    what: 'a page with its record of the read, beside the page without',
    runsIn: ALWAYS,
    load: async () => (await import('./read-audit.bench.js')).benchReadAudit,
  },
  export: {
    what: 'exports, beside scan and parse',
    runsIn: [...ALWAYS, '10m'],
    load: async () => (await import('./export.bench.js')).benchExport,
  },
  reports: {
    what: 'a grouped report on rows and replayed, beside scan and parse',
    runsIn: ALWAYS,
    load: async () => (await import('./reports.bench.js')).benchReports,
  },
  uploads: {
    what: '32 uploads at once, beside one at a time',
    runsIn: ALWAYS,
    load: async () => (await import('./uploads.bench.js')).benchUploads,
  },
  memory: {
    what: 'memory of an engine with open tickets, event streams and uploads, beside an empty one',
    runsIn: ALWAYS,
    load: async () => (await import('./memory.bench.js')).benchMemory,
  },
  soak: {
    what: 'ten minutes of writes and reads: the last beside the first',
    runsIn: SHORT,
    load: async () => (await import('./soak.bench.js')).benchSoak,
  },
  overload: {
    what: 'three times the load that an engine can serve',
    runsIn: SHORT,
    load: async () => (await import('./overload.bench.js')).benchOverload,
  },
  append: {
    what: 'appends to a large log: the last million beside the first',
    runsIn: ['short', '10m'],
    load: async () => (await import('./append.bench.js')).benchAppend,
  },
  backup: {
    what: 'commands during a backup, beside those before',
    runsIn: SHORT,
    load: async () => (await import('./backup.bench.js')).benchBackup,
  },
  desk: {
    what: 'pages, searches and counts of the queue under load, on both databases',
    runsIn: SHORT,
    load: async () => (await import('./desk-lists.bench.js')).benchDeskLists,
  },
  cluster: {
    what: 'engines on a node of EventStoreDB, beside its bare client',
    runsIn: SHORT,
    load: async () => (await import('./cluster.bench.js')).benchCluster,
  },
  'what-if': {
    what: 'clocks of a simulated year under another policy, beside scan and parse',
    runsIn: SHORT,
    load: async () => (await import('./what-if.bench.js')).benchWhatIf,
  },
  analysis: {
    what: 'requests while analyses run, beside the same without',
    runsIn: SHORT,
    load: async () => (await import('./analysis-load.bench.js')).benchAnalysisLoad,
  },
};
