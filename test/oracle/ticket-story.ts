import type { OracleFact } from './grouped.js';
import { type RawEvent, textIn } from './raw-log.js';

type Waits = 'support' | 'requester' | 'hold' | 'solved' | 'closed';

/** A change of the backlog, or a time in which an open ticket waited for somebody, with one agent or none. */
export interface BacklogFact extends OracleFact {
  readonly kind: 'opened' | 'reopened' | 'solved' | 'merged' | 'closed' | 'support' | 'requester' | 'hold';
}

/** A ticket that was solved: the values are those of its first solution. */
export interface SolvedFact extends OracleFact {
  readonly reopenings: number;
  readonly followUps: number;
}

/** An answer, or a time in which an agent had an open ticket. */
export interface TicketLoadFact extends OracleFact {
  readonly kind: 'answer' | 'ticket';
}

interface Story {
  readonly values: Record<string, string | null>;
  readonly changes: { readonly at: string; readonly kind: BacklogFact['kind']; readonly agent: string | null }[];
  readonly times: { at: string; until: string | null; waits: Waits; agent: string | null }[];
  readonly openedAt: string;
  solved: { readonly at: string; readonly agent: string | null } | undefined;
  merged: boolean;
  answered: boolean;
  reopenings: number;
  followUps: number;
}

const isOpen = (waits: Waits): boolean => waits !== 'solved' && waits !== 'closed';
const levelOf = (data: RawEvent['data']): string | null =>
  (data['entitlement'] as { readonly level: string } | null)?.level ?? null;
const editionOf = (level: string | null): string | null =>
  level === 'essentials' || level === 'enhanced' ? level : null;

const changeOf = (before: Waits, after: Waits): BacklogFact['kind'] | undefined => {
  if (isOpen(after)) return isOpen(before) ? undefined : 'reopened';
  return isOpen(before) && after === 'closed' ? 'merged' : after;
};

/** How a ticket came, unless it came of a chat or a callback. */
export const channelOf = ({ metadata }: RawEvent): string => {
  if (metadata?.provenance !== undefined) return 'import';
  const kind = metadata?.actor?.kind;
  return kind === 'agent' || kind === 'service' ? kind : 'web';
};

/** The history of each ticket, built from its events. */
export class TicketStories {
  private readonly stories = new Map<string, Story>();
  private readonly answers: TicketLoadFact[] = [];

  apply(event: RawEvent): void {
    if (event.type === 'TicketOpened') return this.opened(event);
    const story = this.stories.get(event.stream);
    if (!story) return;
    this.told(story, event);
    const { times } = story;
    const last = times.at(-1);
    if (last === undefined) return;
    const waits = this.waitsAfter(story, last.waits, event);
    const agent = this.agentAfter(last.agent, event);
    if (waits !== last.waits) this.changed(story, last, waits, event.occurredAt);
    if (waits === last.waits && agent === last.agent) return;
    last.until = event.occurredAt;
    times.push({ at: event.occurredAt, until: null, waits, agent });
  }

  backlog(): readonly BacklogFact[] {
    return [...this.stories.values()].flatMap(({ values, changes, times }) => [
      ...changes.map(({ at, kind, agent }) => ({ at, kind, values: { ...values, agent } })),
      ...times.flatMap(({ at, until, waits, agent }) =>
        waits === 'solved' || waits === 'closed' || at === until
          ? []
          : [{ at, until, kind: waits, values: { ...values, agent } }],
      ),
    ]);
  }

  solved(): readonly SolvedFact[] {
    return [...this.stories.values()].flatMap(({ values, solved, reopenings, followUps }) =>
      solved ? [{ at: solved.at, values: { ...values, agent: solved.agent }, reopenings, followUps }] : [],
    );
  }

  /** The opening of each ticket that was not merged into another. */
  requests(): readonly OracleFact[] {
    return [...this.stories.values()].flatMap(({ merged, values, openedAt: at }) => (merged ? [] : [{ at, values }]));
  }

  load(): readonly TicketLoadFact[] {
    const times = [...this.stories.values()].flatMap((story) => story.times);
    return [
      ...this.answers,
      ...times.flatMap(({ at, until, waits, agent }) =>
        agent !== null && isOpen(waits) && at !== until
          ? [{ kind: 'ticket' as const, at, until, values: { agent } }]
          : [],
      ),
    ];
  }

  private opened(event: RawEvent): void {
    const { data, occurredAt: at } = event;
    const level = levelOf(data);
    const values = {
      team: textIn(event, 'teamId'),
      product: textIn(event, 'product'),
      issueType: textIn(event, 'issueType'),
      language: textIn(event, 'servedLanguage'),
      channel: channelOf(event),
      level,
      edition: editionOf(level),
    };
    this.stories.set(event.stream, {
      values,
      changes: [{ at, kind: 'opened', agent: null }],
      times: [{ at, until: null, waits: 'support', agent: null }],
      openedAt: at,
      solved: undefined,
      merged: false,
      answered: false,
      reopenings: 0,
      followUps: 0,
    });
    const before = this.stories.get(`ticket-${String(data['followUpOf'])}`);
    if (before) before.followUps += 1;
  }

  /** What is counted but does not change whom the ticket waits for. */
  private told(story: Story, event: RawEvent): void {
    const { values } = story;
    switch (event.type) {
      case 'LiveSupportLinked':
        values['channel'] = textIn(event, 'channel');
        break;
      case 'TicketReclassified':
        [values['product'], values['issueType']] = [textIn(event, 'product'), textIn(event, 'issueType')];
        break;
      case 'TicketMergeReceived':
        if (values['level'] === null) values['level'] = levelOf(event.data);
        values['edition'] = editionOf(values['level'] ?? null);
        break;
      case 'TicketMerged':
        story.merged = true;
        break;
      case 'TicketSolved':
        story.solved ??= { at: event.occurredAt, agent: (event.data['agentId'] as string | null | undefined) ?? null };
        break;
      case 'TicketAnswered': {
        const at = typeof event.data['writtenAt'] === 'string' ? event.data['writtenAt'] : event.occurredAt;
        this.answers.push({ kind: 'answer', at, values: { agent: textIn(event, 'agentId') } });
      }
    }
  }

  private waitsAfter(story: Story, waits: Waits, { type }: RawEvent): Waits {
    if (type === 'TicketAnswered') story.answered = true;
    if (type === 'TicketReplied' || type === 'TicketReopened') story.answered = false;
    const next = story.answered ? 'requester' : 'support';
    switch (type) {
      case 'TicketAnswered':
      case 'TicketReplied':
        return waits === 'hold' || !isOpen(waits) ? waits : next;
      case 'TicketResumed':
      case 'TicketReopened':
        return next;
      case 'TicketHeld':
        return 'hold';
      case 'TicketSolved':
        return 'solved';
      case 'TicketClosed':
      case 'TicketMerged':
        return 'closed';
      default:
        return waits;
    }
  }

  private agentAfter(agent: string | null, event: RawEvent): string | null {
    if (event.type === 'TicketAssigned') return textIn(event, 'agentId');
    return event.type === 'TicketUnassigned' ? null : agent;
  }

  private changed(
    story: Story,
    { waits: before, agent }: { readonly waits: Waits; readonly agent: string | null },
    waits: Waits,
    at: string,
  ): void {
    const kind = changeOf(before, waits);
    if (kind === undefined) return;
    story.changes.push({ at, kind, agent });
    if (kind === 'reopened') story.reopenings += 1;
  }
}
