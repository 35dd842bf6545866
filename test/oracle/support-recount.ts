import { type AddOnFact, AddOnStories } from './add-on-story.js';
import { type AgentFact, AgentStories } from './agent-story.js';
import {
  happenedIn,
  lastsAtEnd,
  millisIn,
  minutesOf,
  type OracleFact,
  type OracleRange,
  type OracleRequest,
  recountGrouped,
} from './grouped.js';
import { type LiveFact, LiveStories } from './live-story.js';
import type { RawEvent } from './raw-log.js';
import { type BacklogFact, type SolvedFact, type TicketLoadFact, TicketStories } from './ticket-story.js';

/** The groupings of each report that is recounted here, in the order in which pairs of them are asked for. */
export const SUPPORT_REPORTS = {
  backlog: ['team', 'product', 'level', 'edition', 'language', 'agent', 'issueType', 'channel'],
  'follow-ups': ['team', 'product', 'level', 'edition', 'language', 'agent', 'issueType', 'channel', 'hourOfWeek'],
  chats: ['team', 'product', 'language', 'agent', 'issueType', 'hourOfWeek'],
  callbacks: ['team', 'product', 'language', 'agent', 'issueType', 'hourOfWeek'],
  'agent-load': ['agent'],
  'add-ons': ['team', 'product', 'edition'],
  patterns: ['team', 'product', 'language', 'issueType', 'channel', 'hourOfWeek'],
} as const;
export type SupportReport = keyof typeof SUPPORT_REPORTS;

const backlog = (facts: readonly BacklogFact[], range: OracleRange) => {
  const changes = (kind: BacklogFact['kind']): number =>
    facts.filter((fact) => fact.kind === kind && happenedIn(fact, range)).length;
  const present = (kind: BacklogFact['kind']): number =>
    facts.filter((fact) => fact.kind === kind && lastsAtEnd(fact, range)).length;
  const [waitingForSupport, waitingForRequester, onHold] = [present('support'), present('requester'), present('hold')];
  return {
    open: waitingForSupport + waitingForRequester + onHold,
    waitingForSupport,
    waitingForRequester,
    onHold,
    opened: changes('opened'),
    reopened: changes('reopened'),
    solved: changes('solved'),
    merged: changes('merged'),
    closed: changes('closed'),
  };
};

const followUps = (all: readonly SolvedFact[], range: OracleRange) => {
  const facts = all.filter((fact) => happenedIn(fact, range));
  const rate = (part: number): number | null => (facts.length === 0 ? null : part / facts.length);
  const [reopened, followedUp, returned] = [
    facts.filter(({ reopenings }) => reopenings > 0).length,
    facts.filter((fact) => fact.followUps > 0).length,
    facts.filter((fact) => fact.reopenings > 0 || fact.followUps > 0).length,
  ];
  return {
    solved: facts.length,
    reopened,
    reopenings: facts.reduce((sum, { reopenings }) => sum + reopenings, 0),
    followedUp,
    followUps: facts.reduce((sum, fact) => sum + fact.followUps, 0),
    returned,
    reopenedRate: rate(reopened),
    followUpRate: rate(followedUp),
    returnRate: rate(returned),
  };
};

const between = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

const live = (facts: readonly LiveFact[]) => {
  const ended = (ending: LiveFact['ending']): number => facts.filter((fact) => fact.ending === ending).length;
  return {
    answered: ended('answered'),
    abandoned: ended('abandoned'),
    missed: ended('missed'),
    withdrawn: ended('withdrawn'),
    open: ended('open'),
    transfers: facts.reduce((sum, { transfers }) => sum + transfers, 0),
    waitMinutes: minutesOf(facts.flatMap(({ at, takenAt }) => (takenAt === undefined ? [] : between(at, takenAt)))),
    abandonedAfterMinutes: minutesOf(
      facts.flatMap(({ at, ending, endedAt = at }) => (ending === 'abandoned' ? between(at, endedAt) : [])),
    ),
  };
};

const chats = (all: readonly LiveFact[], range: OracleRange) => {
  const facts = all.filter((fact) => happenedIn(fact, range));
  const times = facts.flatMap(({ at, ending, takenAt = at, endedAt = at }) =>
    ending === 'answered' ? between(takenAt, endedAt) : [],
  );
  return { chats: facts.length, ...live(facts), chatMinutes: minutesOf(times) };
};

const callbacks = (all: readonly LiveFact[], range: OracleRange) => {
  const facts = all.filter((fact) => happenedIn(fact, range));
  const times = facts.flatMap(({ at, ending, endedAt = at }) => (ending === 'answered' ? between(at, endedAt) : []));
  return {
    callbacks: facts.length,
    ...live(facts),
    attempts: facts.reduce((sum, { attempts }) => sum + attempts, 0),
    reachedAfterMinutes: minutesOf(times),
  };
};

type LoadFact = AgentFact | TicketLoadFact;

/** What lasts counts up to the moment of the answer, which is the last instant that is counted. */
const agentLoad = (moment: string) => (facts: readonly LoadFact[], range: OracleRange) => {
  const happened = (kind: LoadFact['kind']): number =>
    facts.filter((fact) => fact.kind === kind && happenedIn(fact, range)).length;
  const past = { start: range.start, end: Math.min(range.end, Date.parse(moment)) };
  const minutes = (kind: LoadFact['kind']): number =>
    facts.filter((fact) => fact.kind === kind).reduce((sum, fact) => sum + millisIn(fact, past), 0) / 60_000;
  return {
    answers: happened('answer'),
    ticketsInHand: facts.filter((fact) => fact.kind === 'ticket' && lastsAtEnd(fact, range)).length,
    liveRequests: happened('live'),
    availableMinutes: minutes('available'),
    engagedMinutes: minutes('engaged'),
  };
};

const addOns = (facts: readonly AddOnFact[], range: OracleRange) => {
  const of = (kind: AddOnFact['kind']) => facts.filter((fact) => fact.kind === kind && happenedIn(fact, range));
  const amounts = of('charge').flatMap(({ amount }) => amount ?? []);
  const currencies = [...new Set(amounts.map(({ currency }) => currency))].sort();
  return {
    active: facts.filter((fact) => fact.kind === 'active' && lastsAtEnd(fact, range)).length,
    gained: of('gained').length,
    lost: of('lost').length,
    upgraded: of('upgraded').length,
    downgraded: of('downgraded').length,
    charges: amounts.length,
    revenue: currencies.map((currency) => ({
      minor: amounts.filter((amount) => amount.currency === currency).reduce((sum, { minor }) => sum + minor, 0),
      currency,
    })),
  };
};

/** Adds the share of each item in its bucket, and the change since the bucket before. */
const patterns = (facts: readonly OracleFact[], request: OracleRequest) => {
  const count = (all: readonly OracleFact[], range: OracleRange) => ({
    requests: all.filter((fact) => happenedIn(fact, range)).length,
  });
  const { total, items } = recountGrouped(facts, request, count);
  const ofBucket = new Map<unknown, number[]>();
  const bucketOf = (item: object): unknown => ('bucket' in item ? item.bucket : undefined);
  for (const item of items) ofBucket.set(bucketOf(item), [...(ofBucket.get(bucketOf(item)) ?? []), item.requests]);
  return {
    total: { ...total, share: total.requests === 0 ? null : 1, change: null },
    items: items.map((item, index) => {
      const counts = ofBucket.get(bucketOf(item)) ?? [];
      const all = counts.reduce((sum, requests) => sum + requests, 0);
      const before = bucketOf(item) === undefined ? undefined : items[index - counts.length];
      return {
        ...item,
        share: all === 0 ? null : item.requests / all,
        change: before === undefined ? null : item.requests - before.requests,
      };
    }),
  };
};

/** Recounts the reports of support from the raw log, event by event and by their definitions alone. */
export class SupportRecount {
  private readonly tickets = new TicketStories();
  private readonly live = new LiveStories();
  private readonly addOns = new AddOnStories();
  private readonly agents = new AgentStories();

  apply(event: RawEvent): void {
    this.tickets.apply(event);
    this.live.apply(event);
    this.addOns.apply(event);
    this.agents.apply(event);
  }

  /** Returns a report as it is at `moment`. All events occurred before it. */
  report(name: SupportReport, request: OracleRequest, moment: string) {
    switch (name) {
      case 'backlog':
        return recountGrouped(this.tickets.backlog(), request, backlog, moment);
      case 'follow-ups':
        return recountGrouped(this.tickets.solved(), request, followUps);
      case 'chats':
        return recountGrouped(this.live.of('chat'), request, chats);
      case 'callbacks':
        return recountGrouped(this.live.of('callback'), request, callbacks);
      case 'agent-load':
        return recountGrouped<LoadFact, ReturnType<ReturnType<typeof agentLoad>>>(
          [...this.tickets.load(), ...this.agents.facts],
          request,
          agentLoad(moment),
          moment,
        );
      case 'add-ons':
        return recountGrouped(this.addOns.facts(moment), request, addOns, moment);
      case 'patterns':
        return patterns([...this.tickets.requests(), ...this.live.requests()], request);
    }
  }
}
