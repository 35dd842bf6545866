import { loadPolicies, MemberCommandMessage, type PolicyTimeline, TicketCommandMessage } from '@ledgerdesk/application';
import type { AgentTicketCommand, ReplyTicket } from '@ledgerdesk/domain';
import { decode } from '@ledgerdesk/event-store';
import { isLogged } from '@ledgerdesk/events';
import { addMillis, DAY, HOUR, type Instant, instantOf, isRefusal, MINUTE } from '@ledgerdesk/kernel';
import { appointmentEndings, appointments, liveEngagements, liveTickets } from '@ledgerdesk/processes';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEventFile } from '../../../apps/cli/import/event-rows.js';
import { Importer } from '../../../apps/cli/import/importer.js';
import { parseMapping } from '../../../apps/cli/import/mapping.js';
import { EventCounts } from '../../../apps/cli/simulate/event-counts.js';
import { Random } from '../../../apps/cli/simulate/random.js';
import { TeamScenario } from '../../../apps/cli/simulate/team-scenario.js';
import { timerScheduler } from '../../../apps/cli/time-lapse/timer-scheduler.js';
import { type Application, envelope } from '../application.js';
import { MAPPING, row } from '../import/import-scene.js';
import { shippedFiles, zones } from '../policies.js';

/** When the simulated teams begin, after the import. */
const SIMULATED_FROM = Date.parse('2026-10-01T00:00:00Z');
const DAYS = 4;
/** When random commands on tickets begin. */
const RANDOM_FROM = instantOf(SIMULATED_FROM + DAYS * DAY);
const TENANT = 'test';

/** Files whose policy and calendars change in the middle of a history: targets, pauses and holidays. */
export const changingFiles = (seed: number) => {
  const files = shippedFiles();
  const [policy, calendars] = [files.policy as object, files.calendars as { calendars: { id: string }[] }];
  const holidays = ['2026-10-02', '2026-10-06'];
  const withHolidays = calendars.calendars.map((each) => (each.id === 'japanese-desk' ? { ...each, holidays } : each));
  return {
    ...files,
    policy: {
      versions: [
        { ...policy, version: 'one', holdPausesClock: true },
        {
          ...policy,
          version: 'two',
          validFrom: instantOf(SIMULATED_FROM + ((seed % 5) + 1) * 20 * HOUR),
          editionMinutes: { essentials: 180, enhanced: 45 },
          championMinutes: { grand: 100, epic: 30 },
          riskShare: 0.5,
          holdPausesClock: seed % 2 === 0,
        },
      ],
    },
    calendars: {
      versions: [
        { ...calendars, version: 'c1' },
        { ...calendars, version: 'c2', validFrom: '2026-10-02T00:00:00Z', calendars: withHolidays },
      ],
    },
  };
};

/** The timeline of `changingFiles`. */
export const changingPolicies = (seed: number): PolicyTimeline => loadPolicies(changingFiles(seed), zones);

const importRows = (): readonly string[] => [
  row('1', 'opened', '09:00'),
  row('1', 'waits', '09:20'),
  row('1', 'resumed', '11:00'),
  row('1', 'answered', '12:30'),
  row('1', 'wrote', '13:00'),
  row('1', 'solved', '13:30'),
  row('1', 'wrote', '15:00'),
  row('1', 'answered', '20:00'),
  row('1', 'closed', '21:00'),
  row('1', 'wrote', '22:00'),
  row('2', 'opened', '09:30', { plan: 'silver', product: 'search' }),
  row('2', 'answered', '14:00', { plan: 'silver', product: 'search' }),
  row('3', 'opened', '10:00', { plan: 'none', client: 'Red Inc' }),
  row('3', 'answered', '23:00', { plan: 'none', client: 'Red Inc' }),
];

/** Imports the log of another help desk, dated before everything else. */
export const importHistory = async (app: Application, policies: PolicyTimeline, folder: string): Promise<void> => {
  const mapping = parseMapping({ ...MAPPING, afterClosed: 'reopen' });
  const path = join(folder, 'log.csv');
  const header = 'Case,What,When,Who,Client,From,Plan,Product,Text';
  writeFileSync(path, `${[header, ...importRows()].join('\n')}\n`);
  const file = await readEventFile(path, mapping, instantOf(SIMULATED_FROM));
  await new Importer(file, mapping, {
    log: app.store,
    commands: app.bus,
    executor: app.executor,
    policies,
    tenant: TENANT,
    timers: timerScheduler(app.store, app.bus, TENANT),
  }).run(undefined, () => undefined);
};

/** Simulates two teams. */
export const simulateHistory = async (app: Application, policies: PolicyTimeline, seed: number): Promise<void> => {
  const services = {
    log: app.store,
    commands: app.bus,
    executor: app.executor,
    quotes: app.quotes,
    seatQuotes: app.seatQuotes,
    engagements: app.engagements,
    policies,
    processes: [
      liveEngagements(app.engagements, TENANT),
      liveTickets(app.liveTickets, TENANT),
      appointments(app.bus, TENANT),
      appointmentEndings(app.bus, TENANT),
    ],
    tenant: TENANT,
    seed,
    counts: new EventCounts(),
  };
  for (const team of [0, 1]) await new TeamScenario(team, { from: SIMULATED_FROM, days: DAYS }, services).run();
};

/** Random commands of requesters and agents, at random times and at the very due times of clocks. */
class RandomPeople {
  private at: Instant = RANDOM_FROM;
  private readonly open: { readonly ticketId: string; readonly teamId: string; readonly requesterId: string }[] = [];
  private readonly timers;

  constructor(
    private readonly app: Application,
    private readonly random: Random,
    private readonly seed: number,
  ) {
    this.timers = timerScheduler(app.store, app.bus, TENANT);
  }

  async act(times: number): Promise<void> {
    const members = await this.members();
    for (let n = 0; n < times; n++) {
      await this.wait();
      const member = this.random.pick(members);
      const { teamId, memberId } = member;
      if (this.random.chance(0.08)) await this.changeChampion(teamId, memberId);
      else if (this.open.length < 2 || this.random.chance(0.2)) await this.ask(n, teamId, memberId);
      else await this.actOnAny();
    }
  }

  private async wait(): Promise<void> {
    const dueAt = this.dueTimes().filter((due) => due > this.at);
    const [due] = dueAt;
    this.at =
      due !== undefined && this.random.chance(0.15)
        ? addMillis(due, this.random.integer(0, 1))
        : addMillis(this.at, this.random.integer(0, 100) * MINUTE);
    await this.timers.catchUp();
    await this.timers.fireBefore(this.at);
  }

  private dueTimes(): readonly Instant[] {
    return this.app.store.log.slice(-40).flatMap((stored) => {
      const event = decode(stored);
      return isLogged(event, ['ResponseClockStarted', 'ResponseClockResumed']) ? [event.data.dueAt] : [];
    });
  }

  private async members() {
    const members = this.app.store.log.flatMap((stored) => {
      const event = decode(stored);
      return isLogged(event, ['MemberAdded']) ? [event.data] : [];
    });
    const [first, ...others] = members;
    if (!first) throw new Error('The history has no members.');
    return [first, ...others] as const;
  }

  private async ask(n: number, teamId: string, requesterId: string): Promise<void> {
    const ticketId = `random-${this.seed}-${n}`;
    const opened = await this.app.send(
      new TicketCommandMessage(envelope({ occurredAt: this.at }), ticketId, {
        type: 'OpenTicket',
        ticketId,
        teamId,
        requesterId,
        product: this.random.pick(['dropbox', 'dash']),
        issueType: 'other',
        subject: 'A question',
        body: 'How?',
        language: this.random.pick(['ja', 'en']),
        ...(this.random.chance(0.1) && { answer: { agentId: 'kenji', body: 'So.' } }),
      }),
    );
    if (!isRefusal(opened)) this.open.push({ ticketId, teamId, requesterId });
  }

  private async actOnAny(): Promise<void> {
    const [first, ...others] = this.open;
    if (!first) return;
    const ticket = this.random.pick([first, ...others]);
    const { ticketId, teamId, requesterId } = ticket;
    const agentId = 'kenji';
    const own = this.open.filter((each) => each.requesterId === requesterId && each.teamId === teamId);
    const into = this.random.pick([ticket, ...own]).ticketId;
    const input = this.random.pick<ReplyInput | AgentInput>([
      { type: 'ReplyTicket', teamId, requesterId, body: 'More.' },
      { type: 'AnswerTicket', agentId, body: 'Thus.' },
      { type: 'HoldTicket', agentId, reason: 'Waiting.' },
      { type: 'ResumeTicket', agentId },
      { type: 'SolveTicket', agentId, ...(this.random.chance(0.5) && { body: 'Done.' }) },
      { type: 'ReopenTicket', agentId },
      { type: 'CloseTicket', agentId },
      { type: 'MergeTicket', agentId, into },
    ]);
    await this.app.send(new TicketCommandMessage(envelope({ occurredAt: this.at }), ticketId, input));
  }

  private async changeChampion(teamId: string, memberId: string): Promise<void> {
    const key = { teamId, memberId };
    const input = this.random.chance(0.7)
      ? { type: 'NameChampion' as const, ...key, level: this.random.pick(['grand', 'epic'] as const) }
      : { type: 'WithdrawChampion' as const, ...key };
    await this.app.send(new MemberCommandMessage(envelope({ occurredAt: this.at }), teamId, memberId, input));
  }
}

type ReplyInput = Omit<ReplyTicket, 'at'>;
type AgentInput = AgentTicketCommand extends infer C ? (C extends unknown ? Omit<C, 'at'> : never) : never;

/** Random commands on tickets of the simulated teams. */
export const actAtRandom = async (app: Application, seed: number, times: number): Promise<void> =>
  new RandomPeople(app, new Random(seed + 1), seed).act(times);
