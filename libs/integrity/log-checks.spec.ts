import { type CarriedClock, definitionOf, policyStream, ticketStream } from '@ledgerdesk/events';
import { type Ticket, TICKET_SAMPLES, type TicketCommand, ticketDecider } from '@ledgerdesk/domain';
import { canonicalJson, START, type StoredEvent } from '@ledgerdesk/event-store';
import { type DomainEvent, type Instant, isRefusal } from '@ledgerdesk/kernel';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { policies, shippedFiles } from '../../test/support/policies.js';
import { anAddOn, anAdmin, aTeam } from '../../test/support/state-builders.js';
import { answer, open } from '../../test/support/ticket-commands.js';
import { checkLog } from './check-log.js';
import { Findings } from './findings.js';
import { logChecks, resumeLogChecks } from './log-checks.js';

const FILES = shippedFiles();
const OPENED = '2026-11-27T07:30:00.000Z';
const MERGED = '2026-11-27T08:00:00.000Z';
const DUE = '2026-11-27T08:30:00.000Z';
const VERSIONS = { policy: '1', calendars: '1', tzdb: policies.zones.version };

/** A clock of another target than that of the ticket in which it goes on. */
const CARRIED: CarriedClock = {
  startedAt: OPENED,
  servedLanguage: 'en',
  legs: [{ target: 'edition', calendar: 'always', minutes: 60, dueAt: DUE }],
  decidedBy: 'edition',
  riskAt: '2026-11-27T08:15:00.000Z',
  dueAt: DUE,
};

/** A log of appends, each with the events of one command. */
class Appends {
  readonly log = new MemoryEventStore();
  private appends = 0;

  add(stream: string, occurredAt: Instant, events: readonly DomainEvent[]): void {
    this.appends += 1;
    const command = `00000000-0000-8000-8000-${String(this.appends).padStart(8, '0')}`;
    for (const [index, { type, data }] of events.entries())
      this.log.log.push({
        id: `${command}${String(index).padStart(4, '0')}`,
        ...{ stream, revision: this.log.lastRevision(stream) + 1, position: String(this.log.log.length + 1) },
        ...{ type, version: definitionOf(type)?.version ?? 1, occurredAt, recordedAt: occurredAt },
        data: canonicalJson(data),
        metadata: canonicalJson({ commandId: command, tenant: 'main', versions: VERSIONS }),
      });
  }
}

/** A log with a ticket that has been answered, and into which another one is merged, whose clock goes on in it. */
const mergedLog = (): MemoryEventStore => {
  const appends = new Appends();
  for (const name of ['policy', 'calendars'] as const) {
    const used = { name, policyVersion: '1', sha256: '', text: JSON.stringify(FILES[name]) };
    appends.add(policyStream(name), OPENED, [{ type: 'PolicyVersionUsed', data: used }]);
  }
  let ticket: Ticket | undefined;
  const send = (command: TicketCommand): void => {
    const decision = ticketDecider.decide(command, ticket, {
      policies,
      ...{ team: aTeam(), member: anAdmin(), addOn: anAddOn() },
    });
    if (isRefusal(decision)) throw new Error(decision.message);
    for (const event of decision) ticket = ticketDecider.evolve(ticket, event, command.at);
    appends.add(ticketStream('t-1'), command.at, decision);
  };
  send(open(OPENED));
  send(answer('2026-11-27T07:45:00.000Z'));
  const { payload } = TICKET_SAMPLES.ReceiveMerge;
  const keys = { ticketId: payload.from, teamId: 'acme', requesterId: 'aiko' };
  appends.add(ticketStream(payload.from), MERGED, [
    { type: 'TicketMerged', data: { ...keys, into: ticket?.ticketId, carriedClock: CARRIED } },
  ]);
  send({ ...payload, type: 'ReceiveMerge', at: MERGED, clock: CARRIED });
  return appends.log;
};

describe('the checks of events that go on where an earlier run has ended', () => {
  /** What two runs find of the facts of events, of which the first ends after so many events. */
  const falseFacts = async (log: MemoryEventStore, end: number): Promise<readonly string[]> => {
    const found = new Findings();
    let start = { position: START, openAfter: START };
    for (const pageSize of [end, log.log.length]) {
      const { checks, lastAppend } = await resumeLogChecks({ log, policies }, start);
      const isLast = pageSize !== end;
      await checkLog({ log, checks, report: found.report, after: start.position, pageSize, onPage: () => isLast });
      start = { position: String(end), openAfter: lastAppend.after };
    }
    return found.all.filter(({ code }) => code === 'derived-fact').map(({ detail }) => detail);
  };

  const log = mergedLog();
  const types = log.log.map(({ type }) => type);

  it('compare the events of a merge as a whole, also if the run before has ended between them', async () => {
    expect(types.slice(-2)).toEqual(['TicketMergeReceived', 'ResponseClockStarted']);
    for (let end = 1; end < types.length; end += 1) expect([end, await falseFacts(log, end)]).toEqual([end, []]);
  });

  it('compare the last append of the run before', async () => {
    const changed = new MemoryEventStore();
    const at = types.indexOf('ResponseClockStopped');
    changed.log.push(
      ...log.log.map((event, index) =>
        index === at ? { ...event, data: event.data.replace('"inTime":true', '"inTime":false') } : event,
      ),
    );
    for (let end = 1; end < types.length; end += 1)
      expect([end, (await falseFacts(changed, end)).length]).toEqual([end, 1]);
  });
});

describe('an event whose sealed box is damaged', () => {
  it('leaves facts of later events that cannot be computed, and does not end the checks', async () => {
    const changed = new MemoryEventStore();
    changed.log.push(
      ...mergedLog().log.map((event) =>
        event.type === 'TicketAnswered' ? { ...event, data: event.data.replace('{', '{"$sealed":{"key":1},') } : event,
      ),
    );
    const found = new Findings();
    await checkLog({ log: changed, checks: logChecks({ log: changed, policies }), report: found.report });
    const facts = found.all.filter(({ code }) => code === 'derived-fact');
    expect(facts.length).toBeGreaterThan(0);
    for (const { detail } of facts)
      expect(detail).toMatch(/^what follows from it cannot be computed: The sealed box of event .* is damaged/);
  });
});

describe('facts that cannot be known', () => {
  /** The open questions about the facts of a log whose events were changed. */
  const openIn = async (change: (event: StoredEvent) => StoredEvent | undefined = (event) => event) => {
    const changed = new MemoryEventStore();
    changed.log.push(...mergedLog().log.flatMap((event) => change(event) ?? []));
    const found = new Findings();
    await checkLog({ log: changed, checks: logChecks({ log: changed, policies }), report: found.report });
    return found.all.flatMap(({ code, state, place, detail }) =>
      code === 'fact-unknown' ? [`${state}, ${place}: ${detail}`] : [],
    );
  };

  /** An open question, with the events that it is about. */
  const question = (lacks: string, first: string, events: string): string =>
    `unknown, from ${first} on: not known: ${lacks}. What these events state was not computed again: ${events}`;
  const opened = question(
    'the text of taxonomy that the decision used',
    'position 3 (ticket-t-1, revision 0)',
    '1 TicketOpened',
  );

  it('are counted, with what is not known and where the first one is', async () => {
    expect(await openIn()).toEqual([opened]);
  });

  it('are those of events that were decided with a text that is not recorded', async () => {
    const isPolicy = ({ data }: StoredEvent): boolean => data.startsWith('{"name":"policy"');
    expect(await openIn((event) => (isPolicy(event) ? undefined : event))).toContainEqual(
      expect.stringMatching(/^unknown, .*: not known: the text of policy .*: \d+ \w+/) as string,
    );
  });

  it('are those of events that were decided with other time-zone data', async () => {
    const other = (text: string): string => text.replace(policies.zones.version, '1970a');
    expect(await openIn((event) => ({ ...event, metadata: other(event.metadata) }))).toContainEqual(
      expect.stringContaining('not known: the time-zone data of the decision') as string,
    );
  });

  it('are those of events in a form of an earlier version', async () => {
    const earlier = (event: StoredEvent) => (event.type === 'TicketOpened' ? { ...event, version: 1 } : event);
    expect(await openIn(earlier)).toContainEqual(
      expect.stringMatching(/the rules of the version that recorded them\. .*: 1 TicketOpened$/) as string,
    );
  });
});
