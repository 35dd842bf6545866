import {
  changedPolicies,
  type GivenPolicies,
  PolicyChanged,
  type PolicyText,
  type PolicyTimeline,
  replacePolicies,
} from '@ledgerdesk/application';
import type { TimeZones } from '@ledgerdesk/business-time';
import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { isLogged, policyStream } from '@ledgerdesk/events';
import type { Instant, Json, Position } from '@ledgerdesk/kernel';
import { type Answered, type DigestedRows, RowsDigest } from '@ledgerdesk/manifest';
import { unsealEvent } from '@ledgerdesk/sealing';
import { type ClockFigures, figuresOf } from './clock-figures.js';
import { groupOf, localStarts } from './clock-group.js';
import { type ClockComparison, type ClockExplanations, compareClock, explainClock } from './compare-clock.js';
import { CLOCK_FILES, DecidingPolicies, type VersionTexts } from './deciding-policies.js';
import { type Derived, deriveLog, type DeriveOptions } from './derive-log.js';
import type { ClearLog } from './fact-states.js';
import { FigureCells } from './figure-cells.js';
import { FigureTable } from './figure-table.js';
import { deriveTicket } from './one-ticket.js';

/** What is asked: other policies, and for which clocks. */
export interface WhatIfQuestion extends GivenPolicies {
  /** Clocks that start at or after `from` and before `to`. Default: all. */
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  /** Default: all teams. */
  readonly teams?: readonly string[] | undefined;
  /** IANA time zone of months and hours of the week. Default: UTC. */
  readonly timeZone?: string | undefined;
}

/** The question cannot be answered. */
class InvalidQuestion extends Error {
  readonly code = 'invalid-question';
}

/** Figures of the clocks that the question is about, and what they rest on. */
export interface WhatIfFigures extends Derived {
  readonly total: ClockFigures;
  readonly groups: FigureTable;
  /** Digest of all comparisons, in the order in which the clocks have ended. */
  readonly rows: DigestedRows;
  /** Recorded versions of files that neither the log nor the configuration has, as `policy 2026-11`. */
  readonly unknownVersions: readonly string[];
}

/** Called with each clock that the question is about. `explain` returns both of its explanations. */
export type OnComparison = (clock: ClockComparison, explain: () => ClockExplanations) => void;

interface WhatIfSource {
  readonly log: Pick<ReadableLog, 'readAll' | 'readStream' | 'isRemote' | 'head'>;
  /** The policies in force by the configuration. */
  readonly configured: PolicyTimeline;
}

const UTC = 'UTC';

const textsByVersion = (texts: readonly PolicyText[], recorded: ReadonlyMap<string, string>): VersionTexts => {
  const configured = new Map(texts.map(({ name, version, text }) => [`${name} ${version}`, text]));
  return {
    textOf: (name, version) => {
      const text = recorded.get(`${name} ${version}`) ?? configured.get(`${name} ${version}`);
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    },
  };
};

const recordedTexts = async (log: Pick<ReadableLog, 'readStream'>): Promise<ReadonlyMap<string, string>> => {
  const texts = new Map<string, string>();
  for (const name of CLOCK_FILES)
    for (const event of (await log.readStream(policyStream(name))).map(decode))
      if (isLogged(event, ['PolicyVersionUsed']) && event.data.text !== null)
        texts.set(`${name} ${event.data.policyVersion}`, event.data.text);
  return texts;
};

const assertAnswerable = ({ from, to, timeZone = UTC }: WhatIfQuestion, zones: TimeZones): void => {
  if (from !== undefined && to !== undefined && from >= to)
    throw new InvalidQuestion(`\`from\` (${from}) must be before \`to\` (${to}).`);
  const problem = zones.problemWith(timeZone);
  if (problem !== undefined) throw new InvalidQuestion(problem);
};

/**
 * Validates the files of a question as the engine validates its own when it starts.
 * @throws InvalidQuestion, PolicyFileError, CalendarError, and PolicyChanged if a version was used with other contents
 */
export const policiesOfQuestion = async (
  { log, configured }: WhatIfSource,
  question: WhatIfQuestion,
): Promise<PolicyTimeline> => {
  assertAnswerable(question, configured.at('').zones);
  const timeline = replacePolicies(configured, question);
  const changed = await changedPolicies(log, timeline.texts);
  if (changed.length > 0) throw new PolicyChanged(changed);
  return timeline;
};

/** The files of a question are JSON, from a file or a request. */
const asJson = (file: unknown): Json => (file === undefined ? null : (JSON.parse(JSON.stringify(file)) as Json));

/** What the manifest of an answer says: the question with its files in whole, and the digest of every comparison. */
export const answeredBy = (
  { policy, calendars, from, to, teams, timeZone = UTC }: WhatIfQuestion,
  { rows }: Pick<WhatIfFigures, 'rows'>,
  position: Position,
): Answered => ({
  question: {
    kind: 'what-if',
    name: 'response-clocks',
    parameters: {
      policy: asJson(policy),
      calendars: asJson(calendars),
      from: from ?? null,
      to: to ?? null,
      teams: teams ?? null,
      timeZone,
    },
  },
  position,
  projections: [],
  rows,
});

/**
 * Answers a question from the events of a log up to a position. Reads sealed events by their clear part, and needs no
 * keys.
 *
 * @example
 * const whatIf = await WhatIf.ask({ log, configured }, { policy }, await log.head());
 * const { total } = await whatIf.run({ onClock: (clock) => rows.push(clock) });
 */
export class WhatIf {
  private constructor(
    private readonly log: ClearLog,
    private readonly policies: DecidingPolicies,
    private readonly question: WhatIfQuestion,
    private readonly zones: TimeZones,
  ) {}

  /** Throws as `policiesOfQuestion` does. */
  static async ask(source: WhatIfSource, question: WhatIfQuestion, until: Position): Promise<WhatIf> {
    const { log, configured } = source;
    const timeline = await policiesOfQuestion(source, question);
    const files = CLOCK_FILES.filter((name) => question[name] !== undefined);
    const texts = textsByVersion(configured.texts, await recordedTexts(log));
    const { from, to } = question;
    const policies = new DecidingPolicies(configured, texts, { timeline, files, from, to });
    const clear = {
      log,
      until,
      decode: (stored: Parameters<typeof decode>[0]) => decode(unsealEvent(stored, 'erased')),
    };
    return new WhatIf(clear, policies, question, configured.at('').zones);
  }

  /** Derives the clocks of the log. `onPage` is called after each page, and may throw to end the run. */
  async run({
    onClock = () => undefined,
    onPage,
    maxTickets,
  }: Pick<DeriveOptions, 'onPage' | 'maxTickets'> & { readonly onClock?: OnComparison } = {}): Promise<WhatIfFigures> {
    const { log, policies, question, zones } = this;
    const cells = new FigureCells();
    const startOf = localStarts(zones, question.timeZone ?? UTC);
    const rows = new RowsDigest();
    const derived = await deriveLog({
      log,
      policies,
      asked: question,
      ...(maxTickets !== undefined && { maxTickets }),
      ...(onPage && { onPage }),
      onClock: (pair, clocks) => {
        if (!policies.isReplaced(pair.startedAt)) return;
        const clock = compareClock(clocks, pair);
        if (!clock) return;
        const group = groupOf(clock, pair, clocks, startOf);
        if (group) cells.add(group, figuresOf(clock));
        rows.add(clock);
        onClock(clock, () => explainClock(clocks, pair));
      },
    });
    const groups = new FigureTable(cells.columns);
    return {
      ...derived,
      groups,
      total: groups.total,
      rows: rows.end(),
      unknownVersions: policies.unknownVersions,
    };
  }

  /** Explains clocks that a run has found. `endedAt` is that of the run. */
  async explain(clocks: readonly ClockComparison[], endedAt: Instant): Promise<readonly ClockExplanations[]> {
    const explained: ClockExplanations[] = [];
    for (const clock of clocks) explained.push(await this.explainOne(clock, endedAt));
    return explained;
  }

  private async explainOne({ ticketId, recorded, whatIf }: ClockComparison, endedAt: Instant) {
    const { clocks, ended } = await deriveTicket(this.log, this.policies, ticketId);
    clocks.end(endedAt);
    const pair = [...ended, ...clocks.open].find(
      (each) =>
        each.recorded[0]?.event.data.clock === recorded?.clock && each.derived[0]?.event.data.clock === whatIf?.clock,
    );
    if (!pair) throw new Error(`The clock of the ticket ${ticketId} is not in the log any more.`);
    return explainClock(clocks, pair);
  }
}
