import { type GivenPolicies, loadPolicies, type PolicyTimeline, replacePolicies } from '@ledgerdesk/application';
import { CLOCK_EVENTS } from '@ledgerdesk/domain';
import { canonicalJson, decode } from '@ledgerdesk/event-store';
import { isLogged } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { type ClockComparison, type ClockExplanations, WhatIf } from '@ledgerdesk/what-if';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareClock, explainClock } from '../../libs/what-if/compare-clock.js';
import { CLOCK_FILES, DecidingPolicies } from '../../libs/what-if/deciding-policies.js';
import { deriveLog } from '../../libs/what-if/derive-log.js';
import { anApplication, type Application } from '../support/application.js';
import type { MemoryEventStore } from '../support/memory-event-store.js';
import { zones } from '../support/policies.js';
import { runs } from '../support/runs.js';
import {
  actAtRandom,
  changingFiles,
  changingPolicies,
  importHistory,
  simulateHistory,
} from '../support/what-if/history.js';
import { noteCommands, reenact } from '../support/what-if/reenactment.js';

const SEEDS = Array.from({ length: runs({ short: 10, long: 100 }) }, (_, index) => index + 1);
const COMMANDS = 150;

/** What a derivation found: comparisons, explanations, and the events of every clock by ticket. */
interface Found {
  readonly clocks: readonly ClockComparison[];
  readonly explanations: readonly ClockExplanations[];
  readonly events: ReadonlyMap<string, readonly string[]>;
  readonly undecided: number;
  readonly endedAt: string;
}

/** A clock event in a form that sorts and compares. */
const textOf = ({ type, data }: RecordedEvent): string => canonicalJson({ type, data });

const byTicket = (events: readonly RecordedEvent[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const event of events) {
    if (!isLogged(event, CLOCK_EVENTS)) continue;
    const { ticketId } = event.data;
    found.set(ticketId, [...(found.get(ticketId) ?? []), textOf(event)].sort());
  }
  return found;
};

const derive = async (store: MemoryEventStore, timeline: PolicyTimeline, given: GivenPolicies = {}): Promise<Found> => {
  const [clocks, explanations, events]: [ClockComparison[], ClockExplanations[], RecordedEvent[]] = [[], [], []];
  const files = CLOCK_FILES.filter((name) => given[name] !== undefined);
  const replacement = { timeline: replacePolicies(timeline, given), files };
  const { undecided, endedAt } = await deriveLog({
    log: { log: store, decode, until: await store.head() },
    policies: new DecidingPolicies(timeline, { textOf: () => undefined }, replacement),
    onClock: (pair, ticket) => {
      const compared = compareClock(ticket, pair);
      if (compared) clocks.push(compared);
      explanations.push(explainClock(ticket, pair));
      events.push(...pair.derived.map(({ event }) => event));
    },
  });
  return { clocks, explanations, undecided, endedAt, events: byTicket(events) };
};

/** Tighter and looser targets, other warnings, pauses and hours, at another time than in the log. */
const otherFiles = (seed: number) => {
  const files = changingFiles(seed);
  const [first, second] = files.policy.versions;
  const policy = {
    versions: [
      {
        ...first,
        version: 'other-1',
        editionMinutes: { essentials: 90, enhanced: 20 },
        championMinutes: { grand: 30, epic: 240 },
        japaneseDesk: { calendar: 'dash-live', minutes: 15 },
        holdPausesClock: seed % 3 !== 0,
      },
      {
        ...second,
        version: 'other-2',
        validFrom: '2026-10-05T12:00:00Z',
        editionMinutes: { essentials: 1_000, enhanced: 400 },
        championMinutes: { grand: 50, epic: 600 },
        riskShare: 0.9,
        holdPausesClock: true,
      },
    ],
  };
  const calendars = { ...files.calendars.versions[1], version: 'other', validFrom: undefined };
  return { policy, calendars: JSON.parse(JSON.stringify(calendars)) as unknown };
};

/** Clocks of a part of the time, of all teams and of one. */
const PERIOD = { from: '2026-10-02T00:00:00.000Z', to: '2026-10-06T12:00:00.000Z' };

/** Expects the same answers from the streams of the tickets that are asked about as from the whole log. */
const expectSameFromStreams = async (log: MemoryEventStore, configured: PolicyTimeline, files: object) => {
  const [team] = log.log.map(decode).flatMap((event) => (isLogged(event, ['TicketOpened']) ? [event.data.teamId] : []));
  let found = 0;
  for (const asked of [PERIOD, { ...PERIOD, teams: [team ?? ''] }, { teams: [team ?? ''] }]) {
    const whatIf = await WhatIf.ask({ log, configured }, { ...files, ...asked }, await log.head());
    const answers = [];
    for (const maxTickets of [0, 10_000]) {
      const clocks: ClockComparison[] = [];
      const { groups, ...figures } = await whatIf.run({ maxTickets, onClock: (clock) => clocks.push(clock) });
      answers.push({ ...figures, undecided: 0, clocks, columns: groups.columns });
    }
    expect(answers[1]).toEqual(answers[0]);
    found += answers[0]?.clocks.length ?? 0;
  }
  return found;
};

describe('What if', () => {
  let folder: string;
  let app: Application;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-what-if-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(async () => {
    jest.restoreAllMocks();
    await app.close();
  });

  const recordHistory = async (seed: number, timeline: PolicyTimeline) => {
    app = await anApplication({ timeline });
    const sent = noteCommands(app);
    await importHistory(app, timeline, folder);
    await simulateHistory(app, timeline, seed);
    await actAtRandom(app, seed, COMMANDS);
    return sent;
  };

  /** Numbers of breaches that the other policies add and avoid, in all histories. */
  const changes = { gained: 0, lost: 0, none: 0 };
  let fromStreams = 0;

  it.each(SEEDS)('E5 E11 C1 L3: equals history %i with its policies, and a fresh one with others', async (seed) => {
    const timeline = changingPolicies(seed);
    const sent = await recordHistory(seed, timeline);

    const inForce = await derive(app.store, timeline);
    expect(inForce.clocks.filter(({ same }) => !same)).toEqual([]);
    expect(inForce.explanations.map(({ whatIf }) => whatIf)).toEqual(
      inForce.explanations.map(({ recorded }) => recorded),
    );
    expect(inForce.events).toEqual(byTicket(app.store.log.map(decode)));

    const other = otherFiles(seed);
    const found = await derive(app.store, timeline, other);
    const fresh = await anApplication({ timeline: loadPolicies({ ...changingFiles(seed), ...other }, zones) });
    await reenact(app.store.log, sent, fresh, found.endedAt);
    expect(found.events).toEqual(byTicket(fresh.store.log.map(decode)));
    expect([inForce.undecided, found.undecided]).toEqual([0, 0]);
    fromStreams += await expectSameFromStreams(app.store, timeline, other);
    for (const { change } of found.clocks) changes[change] += 1;
    await fresh.close();
  });

  it('has compared breaches that other policies add, and breaches that they avoid', () => {
    expect(changes.gained).toBeGreaterThan(SEEDS.length);
    expect(changes.lost).toBeGreaterThan(SEEDS.length);
    expect(fromStreams).toBeGreaterThan(SEEDS.length);
  });
});
