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

  /** `catchingUp` returns the number of event streams that read earlier events, or wait for their turn. */
  constructor(health: Health, catchingUp: () => number = () => 0) {
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
      '1 while the embedded log can be written, 0 while it cannot.',
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
  }

  /** The media type of `text`. */
  get contentType(): string {
    return this.registry.contentType;
  }

  /** Collects the metrics, in Prometheus text format. */
  async text(): Promise<string> {
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
