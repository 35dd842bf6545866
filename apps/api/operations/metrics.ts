import { CALL_KINDS, type CallCounts, type CallKind } from '@ledgerdesk/event-store';
import type { TreeStatus } from '@ledgerdesk/tree-signing';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Problem } from '../platform/http/problem.js';
import type { Health } from './health.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/**
 * Memory, CPU and garbage collection of the process. Their observers cannot be stopped, so all engines of a process
 * share them.
 */
const processMetrics = new Registry();
let isProcessObserved = false;
const observeProcess = (): Registry => {
  if (!isProcessObserved) collectDefaultMetrics({ register: processMetrics });
  isProcessObserved = true;
  return processMetrics;
};

/** Sources of metrics besides health. Metrics without a source are left out. */
interface MetricsSources {
  /** Number of event streams that read earlier events, or wait for their turn. */
  readonly catchingUp?: () => number;
  /** Number of commands that recorded events. */
  readonly commands?: () => number;
  /** Calls to the server that keeps the log. */
  readonly calls?: CallCounts;
  /** How far the newest events in memory are behind the head of the log; undefined if that is not known. */
  readonly tailLag?: () => number | undefined;
  /** True if reads of staff are refused, because they cannot be recorded. */
  readonly refusesReads?: () => boolean;
}

/** Kinds of calls that are requests to the server. The others have metrics of their own. */
const REQUESTS: readonly CallKind[] = CALL_KINDS.filter((kind) => kind !== 'retry' && kind !== 'reconnect');

/** Prometheus metrics of the process, requests, read models and timers. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly process = observeProcess();
  private readonly requests = new Histogram({
    name: 'ledgerdesk_http_request_seconds',
    help: 'Response time by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly lateness = new Histogram({
    name: 'ledgerdesk_deadline_lateness_seconds',
    help: 'Delay of a timer after its due instant.',
    buckets: [0.1, 0.15, 0.2, 0.35, 0.5, 1, 5, 60, 3600],
    registers: [this.registry],
  });

  private readonly refusals = new Counter({
    name: 'ledgerdesk_http_refusals_total',
    help: 'Requests answered with a problem, by status and code.',
    labelNames: ['status', 'code'],
    registers: [this.registry],
  });

  constructor(
    private readonly health: Pick<Health, 'report' | 'check'>,
    { catchingUp = () => 0, commands = () => 0, calls, tailLag = () => undefined, refusesReads }: MetricsSources = {},
  ) {
    this.gauge(
      'ledgerdesk_projection_lag_events',
      'Events that a read model has not read yet.',
      ['projection'],
      (gauge) => {
        for (const { name, lag } of health.report().projections) gauge.set({ projection: name }, lag);
      },
    );
    this.gauge(
      'ledgerdesk_projection_up',
      '1 while a read model follows the log, 0 while it is stopped.',
      ['projection'],
      (gauge) => {
        for (const { name, state } of health.report().projections)
          gauge.set({ projection: name }, state === 'poisoned' || state === 'failing' ? 0 : 1);
      },
    );
    this.gauge(
      'ledgerdesk_log_writable',
      '1 while the log can be written, 0 while it cannot. Absent if this engine does not write it.',
      [],
      (gauge) => {
        const { log } = health.report();
        if (log !== null) gauge.set(log === 'writable' ? 1 : 0);
      },
    );
    this.gauge(
      'ledgerdesk_event_streams_catching_up',
      'Event streams that read earlier events, or wait for their turn.',
      [],
      (gauge) => gauge.set(catchingUp()),
    );
    this.gauge('ledgerdesk_deadlines_failing', 'Timers that failed and are retried.', [], (gauge) => {
      gauge.set(health.report().deadlines?.failing.length ?? 0);
    });
    this.counter('ledgerdesk_commands_recorded_total', 'Commands that recorded events.', [], (counter) =>
      counter.inc(commands()),
    );
    this.gauge('ledgerdesk_process_lag_events', 'Events that a process has not handled yet.', ['process'], (gauge) => {
      for (const { name, lag } of health.report().processes ?? []) gauge.set({ process: name }, lag);
    });
    this.gauge(
      'ledgerdesk_log_tail_lag_events',
      'Events of the log that those who follow it near its head cannot read yet.',
      [],
      (gauge) => {
        const lag = tailLag();
        if (lag !== undefined) gauge.set(lag);
      },
    );
    if (refusesReads)
      this.gauge(
        'ledgerdesk_read_audit_writable',
        '1 while reads of staff and services can be recorded, 0 while they are refused.',
        [],
        (gauge) => gauge.set(refusesReads() ? 0 : 1),
      );
    this.measureScrub();
    this.gauge(
      'ledgerdesk_key_backups_unreached',
      'Folders with backups of keys that erased people are still in, because they were not reached.',
      [],
      (gauge) => gauge.set(this.health.report().unreachedKeyBackups),
    );
    this.measureLedger();
    if (calls) this.countCalls(calls);
  }

  /** The media type of `text`. */
  get contentType(): string {
    return this.registry.contentType;
  }

  /** Collects the metrics, in Prometheus text format. */
  async text(): Promise<string> {
    await this.health.check();
    const texts = await Promise.all([this.process, this.registry].map((registry) => registry.metrics()));
    return texts.join('');
  }

  /** Records the response time of every request, labelled by route pattern: paths contain ids. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onResponse', async (request, reply) => {
      const route = request.routeOptions.url ?? 'unknown';
      this.requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    });
  }

  /** Counts a request that was answered with a problem. */
  requestRefused({ status, code }: Problem): void {
    this.refusals.inc({ status, code });
  }

  /** Records a timer that fires `lateMs` milliseconds after its due instant. */
  timerFired(lateMs: number): void {
    this.lateness.observe(lateMs / 1000);
  }

  /** Absent while another engine checks the stores, or none does. */
  private measureScrub(): void {
    this.gauge(
      'ledgerdesk_scrub_findings',
      'Findings of the check of the stores, by code (docs/doctor.md) and state.',
      ['code', 'state'],
      (gauge) => {
        gauge.reset();
        for (const { code, state, count } of this.health.report().scrub?.findings ?? [])
          gauge.set({ code, state }, count);
      },
    );
    this.gauge('ledgerdesk_scrub_position', 'Position up to which events were checked in this round.', [], (gauge) => {
      const { scrub } = this.health.report();
      if (scrub) gauge.set(Number(scrub.position));
    });
    this.gauge('ledgerdesk_scrub_rounds', 'Rounds of the check of the stores that are complete.', [], (gauge) => {
      const { scrub } = this.health.report();
      if (scrub) gauge.set(scrub.rounds);
    });
    this.counter('ledgerdesk_scrub_events_total', 'Events that this engine has checked.', [], (counter) =>
      counter.inc(this.health.report().scrub?.events ?? 0),
    );
  }

  /** Absent while another engine signs the tree of the log. */
  private measureLedger(): void {
    const gauge = (name: string, help: string, value: (tree: TreeStatus) => number | undefined): void =>
      this.gauge(name, help, [], (metric) => {
        const { ledger } = this.health.report();
        const measured = ledger === null ? undefined : value(ledger);
        if (measured !== undefined) metric.set(measured);
      });
    gauge('ledgerdesk_ledger_leaves', 'Leaves of the tree of the log.', ({ size }) => size);
    gauge(
      'ledgerdesk_ledger_signed_leaves',
      'Leaves that the last checkpoint has.',
      ({ checkpoint }) => checkpoint?.size,
    );
    gauge(
      'ledgerdesk_ledger_up',
      '1 while the tree of the log is followed and signed, or is being built; 0 while that fails.',
      ({ state }) => (state === 'failing' || state === 'stopped' ? 0 : 1),
    );
    this.gauge(
      'ledgerdesk_ledger_published_leaves',
      'Leaves of the last checkpoint that a target has.',
      ['target'],
      (metric) => {
        for (const { target, size } of this.health.report().ledger?.publications ?? [])
          if (size !== null) metric.set({ target }, size);
      },
    );
    this.gauge(
      'ledgerdesk_ledger_publication_up',
      '1 while checkpoints reach a target; 0 after an attempt that failed.',
      ['target'],
      (metric) => {
        for (const { target, message } of this.health.report().ledger?.publications ?? [])
          metric.set({ target }, message === undefined ? 1 : 0);
      },
    );
  }

  private countCalls(calls: CallCounts): void {
    this.counter(
      'ledgerdesk_log_calls_total',
      'Calls to the server that keeps the log: append, read, head (a look at the last event), probe (whether it ' +
        'takes appends), subscribe.',
      ['kind'],
      (counter) => {
        for (const kind of REQUESTS) counter.inc({ kind }, calls.total(kind));
      },
    );
    this.counter('ledgerdesk_log_retries_total', 'Calls to that server that were repeated.', [], (counter) =>
      counter.inc(calls.total('retry')),
    );
    this.counter(
      'ledgerdesk_log_reconnects_total',
      'Subscriptions and connections to that server that were replaced after a failure.',
      [],
      (counter) => counter.inc(calls.total('reconnect')),
    );
  }

  /** A counter whose value another part of the engine keeps. */
  private counter(name: string, help: string, labelNames: string[], collect: (counter: Counter) => void): void {
    new Counter({
      name,
      help,
      labelNames,
      registers: [this.registry],
      collect() {
        this.reset();
        collect(this);
      },
    });
  }

  private gauge(name: string, help: string, labelNames: string[], collect: (gauge: Gauge) => void): void {
    new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      collect() {
        this.reset();
        collect(this);
      },
    });
  }
}
