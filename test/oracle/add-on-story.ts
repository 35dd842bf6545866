import type { OracleFact } from './grouped.js';
import { type RawEvent, textIn } from './raw-log.js';

type Edition = 'essentials' | 'enhanced';

/** A time in which a team had an add-on in one edition, a change of that, or a charge. */
export interface AddOnFact extends OracleFact {
  readonly kind: 'active' | 'gained' | 'lost' | 'upgraded' | 'downgraded' | 'charge';
  readonly amount?: { readonly minor: number; readonly currency: string };
}

interface Story {
  readonly team: string;
  readonly product: string;
  readonly facts: { kind: AddOnFact['kind']; edition: Edition; at: string; until?: string | null }[];
  edition: Edition | undefined;
  endsAt: string | undefined;
}

/** Follows each add-on from event to event. */
export class AddOnStories {
  private readonly stories = new Map<string, Story>();
  private readonly charges: AddOnFact[] = [];

  apply(event: RawEvent): void {
    if (!event.stream.startsWith('addOn-')) return;
    const [team, product] = [textIn(event, 'teamId'), textIn(event, 'product')];
    const story = this.stories.get(event.stream) ?? { team, product, facts: [], edition: undefined, endsAt: undefined };
    this.stories.set(event.stream, story);
    switch (event.type) {
      case 'AddOnPurchased':
        if (story.endsAt !== undefined && story.endsAt <= event.occurredAt) this.to(story, undefined, story.endsAt);
        story.endsAt = undefined;
        return this.to(story, textIn(event, 'edition') as Edition, event.occurredAt);
      case 'EditionChanged':
        return this.to(story, textIn(event, 'to') as Edition, textIn(event, 'effectiveAt'));
      case 'AddOnRemovalScheduled':
        return void (story.endsAt = textIn(event, 'effectiveAt'));
      case 'AddOnRemovalWithdrawn':
        return void (story.endsAt = undefined);
      case 'AddOnEnded':
        story.endsAt = undefined;
        return this.to(story, undefined, textIn(event, 'endedAt'));
      case 'ChargeIssued':
        this.charged(event, { team, product });
    }
  }

  /** Removals that take effect by `moment` have taken effect, even if their end is not recorded. */
  facts(moment: string): readonly AddOnFact[] {
    for (const story of this.stories.values())
      if (story.endsAt !== undefined && story.endsAt <= moment) this.to(story, undefined, story.endsAt);
    const ofAddOns = [...this.stories.values()].flatMap(({ team, product, facts }) =>
      facts
        .filter(({ at, until }) => at !== until)
        .map(({ edition, ...fact }) => ({ ...fact, values: { team, product, edition } })),
    );
    return [...ofAddOns, ...this.charges];
  }

  private to(story: Story, edition: Edition | undefined, at: string): void {
    const { edition: before, facts } = story;
    if (edition === before) return;
    story.edition = edition;
    const last = facts.findLast(({ kind }) => kind === 'active');
    if (last?.until === null) last.until = at;
    if (edition !== undefined) facts.push({ kind: 'active', edition, at, until: null });
    if (before === undefined && edition !== undefined) facts.push({ kind: 'gained', edition, at });
    if (before !== undefined && edition === undefined) facts.push({ kind: 'lost', edition: before, at });
    if (before !== undefined && edition !== undefined)
      facts.push({ kind: edition === 'enhanced' ? 'upgraded' : 'downgraded', edition, at });
  }

  private charged(event: RawEvent, of: { readonly team: string; readonly product: string }): void {
    const { effectiveAt, amount } = event.data;
    this.charges.push({
      kind: 'charge',
      at: typeof effectiveAt === 'string' ? effectiveAt : event.occurredAt,
      values: { ...of, edition: textIn(event, 'edition') },
      amount: amount as NonNullable<AddOnFact['amount']>,
    });
  }
}
