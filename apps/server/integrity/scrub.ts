import type { AttachmentReader } from '@ledgerdesk/attachments';
import type { Policies } from '@ledgerdesk/domain';
import { decode, type EngineLog, START } from '@ledgerdesk/event-store';
import {
  AttachmentHashes,
  checkLog,
  checkRows,
  type FindingCount,
  Findings,
  mergedCounts,
  resumeLogChecks,
  type ScrubStatus,
  type Report,
  SealedBoxes,
  TreeCheck,
  unknown,
} from '@ledgerdesk/integrity';
import { type Clock, messageOf, Pause, type Projection, type Timers } from '@ledgerdesk/kernel';
import { Frontier } from '@ledgerdesk/ledger';
import { backoff } from '@ledgerdesk/runtime';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import type { KeyStore } from '@ledgerdesk/sealing';
import { type SignedHistory, storedHashes } from './signed-history.js';
import { newScrub, readScrubState, type ScrubState, writeScrubState } from './scrub-state.js';

/** From one round to the next, at least. A small log is not checked without end. */
const ROUND_EVERY_MS = 3_600_000;
/** The state is written at most this often: a scrub that is repeated from an earlier event costs only time. */
const SAVED_EVERY_MS = 10_000;
/** Rows that are replayed and held in memory at a time. */
const MAX_ROWS = 100_000;
const MAX_PAGE = 200;

const retryMs = backoff(10_000, 600_000);

/** A check of a store beside the log. `rest` is awaited after each page with its number of records. */
export type StoreCheck = (report: Report, rest: (records: number) => Promise<void>) => Promise<void>;

interface ScrubOptions {
  /** The engine's own events, and in `all` the whole log as it is stored. */
  readonly log: EngineLog;
  readonly view: ReadStoreView;
  readonly attachments: Pick<AttachmentReader, 'get'>;
  /** Keys of sealed events; undefined if there are none. */
  readonly keys: Pick<KeyStore, 'keyById' | 'cachedById' | 'isErased'> | undefined;
  readonly projections: readonly Projection[];
  readonly policies: Policies;
  /** Reads what was signed of the log, and verifies it. */
  readonly readHistory: (report: Report) => Promise<SignedHistory>;
  /** Checks of what lies beside the log, once a round. They may pause after a number of records. */
  readonly storeChecks: readonly StoreCheck[];
  /** Where the state is kept. */
  readonly file: string;
  /** Events and rows that are checked in a second, at most. */
  readonly perSecond: number;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly onStatus: (status: ScrubStatus) => void;
}

const countsOf = (findings: Findings): readonly FindingCount[] => {
  const first = new Map<string, FindingCount>();
  for (const finding of findings.all)
    if (finding.state !== 'note' && !first.has(finding.code))
      first.set(finding.code, { ...finding, count: findings.count(finding.code) });
  return [...first.values()];
};

/** Ends a round when the scrub is stopped. */
class Stopped extends Error {}

/**
 * Checks the events, files and rows of a running engine slowly, over and over: what nobody reads is otherwise never
 * compared with anything. Goes on after a restart where it was. Only reads the stores.
 */
export class Scrub {
  private readonly pause: Pause;
  private isStopped = false;
  private running: Promise<void> = Promise.resolve();
  private state: ScrubState;
  private events = 0;
  private savedAt = -Infinity;

  constructor(private readonly options: ScrubOptions) {
    this.pause = new Pause(options.timers);
    this.state = readScrubState(options.file, options.log.logId);
  }

  start(): void {
    this.running = this.run();
  }

  /** Resolves when nothing is running. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.pause.end();
    await this.running;
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.isStopped;) {
      try {
        await this.round();
        failures = 0;
        await this.rest(ROUND_EVERY_MS);
      } catch (error) {
        if (error instanceof Stopped) break;
        this.report('failing', messageOf(error));
        await this.rest(retryMs((failures += 1))).catch(() => undefined);
      }
    }
    if (this.state.position !== START) this.save();
  }

  private async round(): Promise<void> {
    this.report('running');
    await this.checkEvents();
    await this.checkRows();
    await this.checkStores();
    const { rounds, findings } = this.state;
    const completedAt = this.options.clock.now();
    this.state = { ...newScrub(this.state.logId), rounds: rounds + 1, completedAt, lastFindings: findings };
    this.save();
    this.report('waiting');
  }

  /** Checks the events behind the last one that was checked. */
  private async checkEvents(): Promise<void> {
    const { log, policies, attachments, keys } = this.options;
    if (!(await this.isContinued())) this.state = { ...this.state, ...startOfRound };
    const { position } = this.state;
    const found = new Findings();
    const earlier = this.state.findings;
    const frontier =
      position === START ? new Frontier() : Frontier.fromBytes(Buffer.from(this.state.frontier, 'base64'));
    const { roots, tree: storedTree } = await this.options.readHistory(unlessOpen(found.report));
    const stored = storedTree && (await storedHashes(storedTree));
    const { positions = [] } = this.state;
    const tree = new TreeCheck({ leaves: log.all.leaves, roots, stored, from: { frontier, position, positions } });
    await tree.resume(found.report);
    const { openAfter = position, unknownFacts } = this.state;
    const ofLog = await resumeLogChecks({ log: log.all, policies }, { position, openAfter, unknownFacts });
    const checks = [...ofLog.checks, new SealedBoxes(keys), new AttachmentHashes(attachments), tree];
    await checkLog({
      log: log.all,
      checks,
      report: found.report,
      after: position,
      pageSize: this.pageSize,
      onPage: async ({ events, scannedTo, scannedToId = null }) => {
        this.events += events.length;
        const findings = [...mergedCounts(countsOf(found), earlier)];
        const edge = Buffer.from(tree.tree.toBytes()).toString('base64');
        this.state = {
          ...this.state,
          position: scannedTo,
          eventId: scannedToId ?? this.state.eventId,
          frontier: edge,
          positions: [...tree.openPositions],
          openAfter: ofLog.lastAppend.after,
          unknownFacts: [...ofLog.facts.unknownFacts],
          findings,
        };
        this.saveSometimes();
        this.report('running');
        await this.restFor(events.length);
      },
    });
    this.state = {
      ...this.state,
      openAfter: this.state.position,
      unknownFacts: [],
      findings: [...mergedCounts(countsOf(found), earlier)],
    };
  }

  /** Checks what lies beside the log. A check that fails leaves its question open, and others are still made. */
  private async checkStores(): Promise<void> {
    const found = new Findings();
    for (const check of this.options.storeChecks) {
      try {
        await check(found.report, (records) => this.restFor(records));
      } catch (error) {
        if (error instanceof Stopped) throw error;
        found.report(unknown('check-failed', 'stores', messageOf(error)));
      }
    }
    this.state = { ...this.state, findings: [...mergedCounts(countsOf(found), this.state.findings)] };
  }

  /** Compares one sample of the rows: as many rounds as there are samples compare all. */
  private async checkRows(): Promise<void> {
    const { log, view, projections } = this.options;
    const found = new Findings();
    let rows = 0;
    for (const { name } of projections) rows += await view.count(name);
    const of = Math.max(1, Math.ceil(rows / MAX_ROWS));
    await checkRows({
      log,
      decode,
      view,
      projections,
      sample: { residue: this.state.rounds % of, of },
      report: found.report,
      logId: log.logId,
      pageSize: this.pageSize,
      onPage: (events) => this.restFor(events),
      onRows: (count) => this.restFor(count),
    });
    this.state = { ...this.state, findings: [...mergedCounts(countsOf(found), this.state.findings)] };
  }

  /** False if the log does not have the last event that was checked: then the round begins again. */
  private async isContinued(): Promise<boolean> {
    const { position, eventId } = this.state;
    if (position === START) return true;
    const { events } = await this.options.log.all.readAll({ after: position, direction: 'backward', limit: 1 });
    const [next] = (await this.options.log.all.readAll({ after: events[0]?.position ?? START, limit: 1 })).events;
    return next?.position === position && next.id === eventId;
  }

  private get pageSize(): number {
    return Math.max(1, Math.min(MAX_PAGE, this.options.perSecond));
  }

  /** Rests as long as the limit of the rate asks for after some events or rows. */
  private restFor(count: number): Promise<void> {
    return this.rest((count / this.options.perSecond) * 1000);
  }

  /** @throws Stopped */
  private async rest(ms: number): Promise<void> {
    if (!this.isStopped && ms > 0) await this.pause.for(ms);
    if (this.isStopped) throw new Stopped();
  }

  private saveSometimes(): void {
    if (this.options.timers.elapsed() - this.savedAt >= SAVED_EVERY_MS) this.save();
  }

  private save(): void {
    this.savedAt = this.options.timers.elapsed();
    writeScrubState(this.options.file, this.state);
  }

  private report(state: ScrubStatus['state'], message?: string): void {
    const { rounds, position, completedAt, findings, lastFindings } = this.state;
    this.options.onStatus({
      state,
      rounds,
      position,
      events: this.events,
      completedAt,
      findings: mergedCounts(findings, lastFindings),
      ...(message !== undefined && { message }),
    });
  }
}

const startOfRound = {
  position: START,
  openAfter: START,
  eventId: null,
  frontier: '',
  positions: [],
  unknownFacts: [],
  findings: [],
};

/** Without what only a checkpoint that was saved elsewhere answers: an engine has none. */
const unlessOpen =
  (report: Report): Report =>
  (finding) => {
    if (finding.code !== 'history-unproven') report(finding);
  };
