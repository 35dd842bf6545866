import { isRecord, type Json, type RecordedEvent } from '@ledgerdesk/kernel';

type Row = Readonly<Record<string, Json>>;

const at = (event: RecordedEvent, path: string): Json => {
  const value = path
    .split('.')
    .reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), event.data);
  return (value as Json | undefined) ?? null;
};
const asText = (value: Json): string => (typeof value === 'string' ? value : '');
const text = (event: RecordedEvent, path: string): string => asText(at(event, path));

const compare = (a: Json, b: Json): number => {
  if (a === b) return 0;
  // Null comes last, as in DuckDB.
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
};
/** Sorts rows by columns; a name with `-` before it sorts in descending order. */
const sorted = (rows: readonly Row[], ...columns: readonly string[]): readonly Row[] =>
  rows.toSorted((a, b) => {
    for (const column of columns) {
      const [name, sign] = column.startsWith('-') ? [column.slice(1), -1] : [column, 1];
      const order = sign * compare(a[name] ?? null, b[name] ?? null);
      if (order !== 0) return order;
    }
    return 0;
  });

/** Groups values by some of their columns, and adds what is computed of each group. */
const grouped = <T>(
  values: readonly T[],
  keys: (value: T) => Row,
  measures: (group: readonly T[]) => Row,
): readonly Row[] => {
  const groups = new Map<string, { readonly key: Row; readonly members: T[] }>();
  for (const value of values) {
    const key = keys(value);
    const name = JSON.stringify(key);
    const group = groups.get(name) ?? { key, members: [] };
    groups.set(name, group);
    group.members.push(value);
  }
  return [...groups.values()].map(({ key, members }) => ({ ...key, ...measures(members) }));
};

const nearestRank = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? NaN;
const minutes = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;
const distinct = (values: readonly Json[]): number => new Set(values).size;
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const longest = (values: readonly (number | undefined)[]): number | null => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? null : Math.max(...known);
};
const month = (instant: string): string => instant.slice(0, 7);

/** The events of a log, and what the questions in docs/analysis.md have as answers, counted without SQL. */
export class QuestionAnswers {
  constructor(private readonly events: readonly RecordedEvent[]) {}

  #of(...types: readonly string[]): readonly RecordedEvent[] {
    return this.events.filter(({ type }) => types.includes(type));
  }

  #in(stream: string, ...types: readonly string[]): readonly RecordedEvent[] {
    return this.events.filter((event) => event.stream === stream && types.includes(event.type));
  }

  #tickets() {
    return this.#of('TicketOpened').map((opened) => {
      const { stream, occurredAt } = opened;
      const last = (...types: readonly string[]): RecordedEvent | undefined => this.#in(stream, ...types).at(-1);
      const classified = last('TicketOpened', 'TicketReclassified') ?? opened;
      const assignment = last('TicketAssigned', 'TicketUnassigned');
      const change = last(
        ...['TicketOpened', 'TicketHeld', 'TicketResumed', 'TicketSolved', 'TicketReopened', 'TicketClosed'],
        'TicketMerged',
      );
      const status: Readonly<Record<string, string>> = {
        TicketHeld: 'on-hold',
        TicketSolved: 'solved',
        TicketClosed: 'closed',
        TicketMerged: 'closed',
      };
      const answers = this.#in(stream, 'TicketAnswered').map((answer) => {
        const written = at(answer, 'writtenAt');
        return written === null ? answer.occurredAt : asText(written);
      });
      const linked = this.#in(stream, 'LiveSupportLinked').at(0);
      return {
        id: stream.slice('ticket-'.length),
        teamId: text(opened, 'teamId'),
        product: text(classified, 'product'),
        issueType: text(classified, 'issueType'),
        level: at(opened, 'entitlement.level'),
        channel: linked ? text(linked, 'channel') : 'ticket',
        followUpOf: at(opened, 'followUpOf'),
        openedAt: occurredAt,
        status: status[change?.type ?? ''] ?? 'open',
        assignee: assignment?.type === 'TicketAssigned' ? text(assignment, 'agentId') : null,
        firstAnswer: answers.toSorted()[0],
        reopened: this.#in(stream, 'TicketReopened').length,
      };
    });
  }

  #clocks() {
    return this.#of('ResponseClockStarted').map((started) => {
      const same = (type: string): RecordedEvent | undefined =>
        this.#in(started.stream, type).findLast((event) => at(event, 'clock') === at(started, 'clock'));
      const stopped = same('ResponseClockStopped');
      const reason = stopped && text(stopped, 'reason');
      const isAnswered = reason === 'answered';
      const isLate = isAnswered && at(stopped ?? started, 'inTime') === false;
      const breached = isLate || same('ResponseTargetBreached') !== undefined;
      const outcomes: Readonly<Record<string, string>> = {
        answered: 'met',
        'solved-unanswered': 'unanswered',
        merged: 'merged',
      };
      const [paused, resumed] = [same('ResponseClockPaused'), same('ResponseClockResumed')];
      const isPaused = paused !== undefined && (resumed === undefined || resumed.revision < paused.revision);
      return {
        stream: started.stream,
        teamId: text(started, 'teamId'),
        breached,
        outcome: breached ? 'breached' : (outcomes[reason ?? ''] ?? (isPaused ? 'paused' : 'running')),
        minutes: stopped && isAnswered ? minutes(text(started, 'startedAt'), text(stopped, 'stoppedAt')) : undefined,
      };
    });
  }

  /** Streams of live requests with their first event. */
  #live(first: string, joined: string) {
    return this.#of(first).map((opened) => {
      const { stream, occurredAt } = opened;
      const taken = this.#in(stream, joined).at(0);
      return { stream, wait: taken && minutes(occurredAt, taken.occurredAt) };
    });
  }

  #addOns() {
    return this.#of('AddOnPurchased').map((purchased) => {
      const later = this.#in(purchased.stream, 'AddOnPurchased').find(({ revision }) => revision > purchased.revision);
      const own = this.events.filter(
        ({ stream, revision }) =>
          stream === purchased.stream && revision >= purchased.revision && revision < (later?.revision ?? Infinity),
      );
      const last = (fields: Readonly<Record<string, string>>): Json => {
        const event = own.findLast(({ type }) => type in fields);
        return event ? at(event, fields[event.type] ?? '') : null;
      };
      return {
        teamId: text(purchased, 'teamId'),
        product: text(purchased, 'product'),
        edition: last({ AddOnPurchased: 'edition', AddOnRenewed: 'edition', EditionChanged: 'to' }),
        seats: Number(last({ AddOnPurchased: 'seats', AddOnRenewed: 'seats', AddOnSeatsChanged: 'to' })),
        active: own.every(({ type }) => type !== 'AddOnEnded'),
      };
    });
  }

  /** The answers, in the order of the questions. */
  all(): readonly (readonly Row[])[] {
    const [tickets, clocks] = [this.#tickets(), this.#clocks()];
    const size = (name: string) => (group: readonly unknown[]) => ({ [name]: group.length });
    const levelOf = (stream: string): Json => tickets.find(({ id }) => `ticket-${id}` === stream)?.level ?? null;
    return [
      sorted(
        grouped(tickets, ({ openedAt, product }) => ({ month: month(openedAt), product }), size('tickets')),
        ...['month', 'product'],
      ),
      sorted(
        grouped(clocks, ({ stream, outcome }) => ({ level: levelOf(stream), outcome }), size('clocks')),
        ...['level', 'outcome'],
      ),
      this.#waits(clocks),
      sorted(
        grouped(
          clocks.filter(({ breached }) => breached),
          ({ teamId }) => ({ team_id: teamId }),
          size('breaches'),
        ),
        ...['-breaches', 'team_id'],
      ).slice(0, 5),
      sorted(
        grouped(tickets, ({ openedAt }) => ({ hour: hourIn('America/New_York', openedAt) }), size('tickets')),
        'hour',
      ),
      sorted(
        grouped(
          tickets.filter(({ status }) => status === 'open' || status === 'on-hold'),
          ({ assignee }) => ({ assignee }),
          size('tickets'),
        ),
        ...['-tickets', 'assignee'],
      ),
      this.#firstAnswers(tickets),
      this.#returns(tickets),
      sorted(
        grouped(
          tickets.filter(({ status }) => status !== 'closed'),
          ({ status, product }) => ({ status, product }),
          size('tickets'),
        ),
        ...['status', 'product'],
      ),
      this.#callbackOutcomes(),
      this.#chatEndings(),
      this.#answersOfAgents(),
      this.#messagesOfTickets(),
      this.#chargesOfMonths(),
      sorted(
        grouped(
          this.#addOns().filter(({ active }) => active),
          ({ product, edition }) => ({ product, edition }),
          (group) => ({ add_ons: group.length, seats: total(group.map(({ seats }) => seats)) }),
        ),
        ...['product', 'edition'],
      ),
      this.#quietTeams(tickets.map(({ teamId }) => teamId)),
      this.#memberLanguages(),
      this.#japaneseAgents(),
      sorted(
        grouped(
          this.events,
          ({ metadata }) => ({ kind: metadata.actor.kind }),
          (group) => ({ events: group.length, types: distinct(group.map(({ type }) => type)) }),
        ),
        'kind',
      ),
      this.#days(),
    ];
  }

  #waits(clocks: readonly { readonly teamId: string; readonly minutes: number | undefined }[]): readonly Row[] {
    const answered = clocks.flatMap(({ teamId, minutes: wait }) => (wait === undefined ? [] : [{ teamId, wait }]));
    const measures = (group: readonly (typeof answered)[number][]): Row => {
      const waits = group.map(({ wait }) => wait);
      return { answers: waits.length, median: nearestRank(waits, 0.5), p90: nearestRank(waits, 0.9) };
    };
    return sorted(
      grouped(answered, ({ teamId }) => ({ team_id: teamId }), measures),
      'team_id',
    );
  }

  #firstAnswers(
    tickets: readonly {
      readonly channel: string;
      readonly openedAt: string;
      readonly firstAnswer: string | undefined;
    }[],
  ): readonly Row[] {
    const seconds = tickets.flatMap(({ channel, openedAt, firstAnswer }) =>
      firstAnswer === undefined ? [] : [{ channel, seconds: wholeSeconds(firstAnswer) - wholeSeconds(openedAt) }],
    );
    const measures = (group: readonly (typeof seconds)[number][]): Row => ({
      answered: group.length,
      longest_seconds: Math.max(...group.map((wait) => wait.seconds)),
    });
    return sorted(
      grouped(seconds, ({ channel }) => ({ channel }), measures),
      'channel',
    );
  }

  #returns(
    tickets: readonly {
      readonly id: string;
      readonly issueType: string;
      readonly followUpOf: Json;
      readonly reopened: number;
    }[],
  ): readonly Row[] {
    const measures = (group: typeof tickets): Row => ({
      tickets: group.length,
      reopened: group.filter(({ reopened }) => reopened > 0).length,
      followed_up: group.filter(({ id }) => tickets.some(({ followUpOf }) => followUpOf === id)).length,
    });
    return sorted(
      grouped(tickets, ({ issueType }) => ({ issue_type: issueType }), measures),
      'issue_type',
    );
  }

  #callbackOutcomes(): readonly Row[] {
    const statuses: Readonly<Record<string, (event: RecordedEvent) => string>> = {
      CallbackRequested: () => 'waiting',
      CallbackTaken: () => 'taken',
      CallbackReturned: () => 'waiting',
      CallbackUnanswered: () => 'waiting',
      CallbackTransferred: (event) => (at(event, 'toAgentId') === null ? 'waiting' : 'taken'),
      CallbackCompleted: () => 'completed',
      CallbackGivenUp: () => 'given-up',
      CallbackCancelled: () => 'cancelled',
    };
    const callbacks = this.#live('CallbackRequested', 'CallbackTaken').map(({ stream, wait }) => {
      const change = this.#in(stream, ...Object.keys(statuses)).at(-1);
      const attempts = this.#in(stream, 'CallbackUnanswered').length;
      return { status: (change && statuses[change.type]?.(change)) ?? null, wait, attempts };
    });
    const measures = (group: readonly (typeof callbacks)[number][]): Row => ({
      callbacks: group.length,
      longest_wait: longest(group.map(({ wait }) => wait)),
      attempts: total(group.map(({ attempts }) => attempts)),
    });
    return sorted(
      grouped(callbacks, ({ status }) => ({ status }), measures),
      'status',
    );
  }

  #chatEndings(): readonly Row[] {
    const chats = this.#live('ChatStarted', 'ChatJoined').flatMap(({ stream, wait }) => {
      const ended = this.#in(stream, 'ChatEnded').at(-1);
      const messages = this.#in(stream, 'ChatStarted', 'ChatMessagePosted').length;
      return ended ? [{ ending: text(ended, 'reason'), wait, messages }] : [];
    });
    const measures = (group: readonly (typeof chats)[number][]): Row => ({
      chats: group.length,
      messages: total(group.map(({ messages }) => messages)),
      longest_wait: longest(group.map(({ wait }) => wait)),
    });
    return sorted(
      grouped(chats, ({ ending }) => ({ ending }), measures),
      'ending',
    );
  }

  #answersOfAgents(): readonly Row[] {
    const measures = (group: readonly RecordedEvent[]): Row => ({
      answers: group.length,
      tickets: distinct(group.map(({ stream }) => stream)),
    });
    const rows = grouped(this.#of('TicketAnswered'), (event) => ({ agent_id: text(event, 'agentId') }), measures);
    return sorted(rows, '-answers', 'agent_id');
  }

  #messagesOfTickets(): readonly Row[] {
    const written = this.#of('TicketOpened', 'TicketReplied', 'TicketAnswered');
    const counts = grouped(
      written,
      ({ stream }) => ({ stream }),
      (group) => ({ messages: group.length }),
    );
    const rows = grouped(
      counts,
      ({ messages = null }) => ({ messages }),
      (group) => ({ tickets: group.length }),
    );
    return sorted(rows, 'messages');
  }

  #chargesOfMonths(): readonly Row[] {
    const keys = (event: RecordedEvent): Row => {
      const effectiveAt = at(event, 'effectiveAt');
      return {
        month: month(effectiveAt === null ? event.occurredAt : asText(effectiveAt)),
        currency: at(event, 'amount.currency'),
        reason: at(event, 'reason'),
      };
    };
    const measures = (group: readonly RecordedEvent[]): Row => ({
      charges: group.length,
      minor: total(group.map((event) => Number(at(event, 'amount.minor')))),
    });
    return sorted(grouped(this.#of('ChargeIssued'), keys, measures), 'month', 'currency', 'reason');
  }

  #quietTeams(opened: readonly string[]): readonly Row[] {
    const teams = new Set(this.#addOns().flatMap(({ active, teamId }) => (active ? [teamId] : [])));
    const rows = [...teams].map((team) => ({ team_id: team, tickets: opened.filter((one) => one === team).length }));
    return sorted(
      rows.filter(({ tickets }) => tickets < 5),
      'team_id',
    );
  }

  #memberLanguages(): readonly Row[] {
    const members = this.#of('MemberAdded').map(({ stream }) => {
      const language = this.#in(stream, 'MemberAdded', 'MemberLanguageChanged').at(-1);
      const change = this.#in(stream, 'MemberAdded', 'MemberStatusChanged', 'MemberDeactivated').at(-1);
      const status = change?.type === 'MemberStatusChanged' ? text(change, 'status') : undefined;
      return {
        status: status ?? (change?.type === 'MemberDeactivated' ? 'deactivated' : 'active'),
        language: language ? at(language, 'language') : null,
      };
    });
    return sorted(
      grouped(
        members,
        (member) => member,
        (group) => ({ members: group.length }),
      ),
      'status',
      'language',
    );
  }

  #japaneseAgents(): readonly Row[] {
    const ids = [...new Set(this.#of('AgentRegistered').map(({ stream }) => stream))].filter((stream) => {
      const skills = this.#in(stream, 'AgentRegistered', 'AgentSkillsChanged').at(-1);
      const languages = skills && at(skills, 'languages');
      const change = this.#in(stream, 'AgentAvailabilityChanged').at(-1);
      const isRetired = this.#in(stream, 'AgentRetired', 'AgentReinstated').at(-1)?.type === 'AgentRetired';
      const isAvailable = change !== undefined && at(change, 'availability') === 'available';
      return isAvailable && !isRetired && Array.isArray(languages) && languages.includes('ja');
    });
    return ids
      .map((stream) => ({ agent_id: stream.slice('agent-'.length) }))
      .toSorted((a, b) => (a.agent_id < b.agent_id ? -1 : 1));
  }

  #days(): readonly Row[] {
    const measures = (group: readonly RecordedEvent[]): Row => ({
      opened: group.filter(({ type }) => type === 'TicketOpened').length,
      solved: group.filter(({ type }) => type === 'TicketSolved').length,
    });
    const keys = ({ occurredAt }: RecordedEvent): Row => ({ day: occurredAt.slice(0, 10) });
    return sorted(grouped(this.#of('TicketOpened', 'TicketSolved'), keys, measures), 'day');
  }
}

/** As DuckDB counts seconds between two instants: by their whole seconds. */
const wholeSeconds = (instant: string): number => Math.floor(Date.parse(instant) / 1_000);

const hourIn = (timeZone: string, instant: string): number =>
  Number(new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(new Date(instant)));
