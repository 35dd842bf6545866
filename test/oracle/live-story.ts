import type { OracleFact } from './grouped.js';
import { type RawEvent, textIn } from './raw-log.js';

/** A chat or a callback. */
export interface LiveFact extends OracleFact {
  readonly channel: 'chat' | 'callback';
  readonly ending: 'answered' | 'abandoned' | 'missed' | 'withdrawn' | 'open';
  readonly takenAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly attempts: number;
  readonly transfers: number;
}

type Story = { -readonly [Field in keyof LiveFact]: LiveFact[Field] } & {
  values: Record<string, string | null>;
  ticket: boolean;
};

const ENDINGS: Readonly<Record<string, LiveFact['ending']>> = {
  requester: 'abandoned',
  'nobody-joined': 'missed',
};

/** Follows each chat and callback from event to event. */
export class LiveStories {
  private readonly stories = new Map<string, Story>();

  apply(event: RawEvent): void {
    if (event.type === 'ChatStarted' || event.type === 'CallbackRequested') return this.requested(event);
    const stream = event.type === 'LiveSupportLinked' ? linkedStream(event) : event.stream;
    const story = this.stories.get(stream);
    if (story) this.applyTo(story, event);
  }

  of(channel: LiveFact['channel']): readonly LiveFact[] {
    return [...this.stories.values()].filter((story) => story.channel === channel);
  }

  /** Those that became no ticket. */
  requests(): readonly OracleFact[] {
    return [...this.stories.values()].flatMap(({ ticket, at, values, channel }) =>
      ticket ? [] : [{ at, values: { ...values, channel } }],
    );
  }

  private requested(event: RawEvent): void {
    const issueType = event.data['issueType'];
    this.stories.set(event.stream, {
      channel: event.type === 'ChatStarted' ? 'chat' : 'callback',
      at: event.occurredAt,
      values: {
        team: textIn(event, 'teamId'),
        product: textIn(event, 'product'),
        issueType: typeof issueType === 'string' ? issueType : null,
        language: textIn(event, 'servedLanguage'),
        agent: null,
      },
      ending: 'open',
      takenAt: undefined,
      endedAt: undefined,
      attempts: 0,
      transfers: 0,
      ticket: false,
    });
  }

  private applyTo(story: Story, event: RawEvent): void {
    const end = (ending: LiveFact['ending']): void => {
      [story.ending, story.endedAt] = [ending, event.occurredAt];
    };
    switch (event.type) {
      case 'LiveSupportLinked':
        story.ticket = true;
        break;
      case 'ChatJoined':
      case 'CallbackTaken':
        story.takenAt ??= event.occurredAt;
        story.values['agent'] = textIn(event, 'agentId');
        break;
      case 'ChatTransferred':
      case 'CallbackTransferred':
        story.transfers += 1;
        if (typeof event.data['toAgentId'] === 'string') story.values['agent'] = event.data['toAgentId'];
        break;
      case 'ChatLanguageChanged':
      case 'CallbackLanguageChanged':
        story.values['language'] = textIn(event, 'servedLanguage');
        break;
      case 'CallbackUnanswered':
        story.attempts += 1;
        break;
      case 'CallbackCompleted':
        story.attempts += 1;
        return end('answered');
      case 'CallbackGivenUp':
        return end('missed');
      case 'CallbackCancelled':
        return end(event.data['reason'] === 'requester' ? 'abandoned' : 'withdrawn');
      case 'ChatEnded':
        return end(story.takenAt === undefined ? (ENDINGS[textIn(event, 'reason')] ?? 'withdrawn') : 'answered');
    }
  }
}

const linkedStream = (event: RawEvent): string => `${textIn(event, 'channel')}-${textIn(event, 'requestId')}`;
