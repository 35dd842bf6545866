import { type RawEvent, textIn } from './raw-log.js';
import { editionAt, type Team } from './teams.js';

export interface CountedDigest {
  readonly quarter: string;
  readonly recipients: number;
  readonly features: readonly string[];
}

const FEATURES = 3;

/** The quarter that an instant is in, and when it is over, in UTC. */
const quarterOf = (instant: string): { readonly name: string; readonly end: string } => {
  const [year, quarter] = [Number(instant.slice(0, 4)), Math.floor((Number(instant.slice(5, 7)) - 1) / 3)];
  return { name: `${year}-Q${quarter + 1}`, end: new Date(Date.UTC(year, quarter * 3 + 3)).toISOString() };
};

/** Q1, Q2: what each team is to be told when a quarter is over, from who its admins are then and what it has used. */
export class Digests {
  readonly all: CountedDigest[] = [];
  private readonly told = new Map<string, string>();
  private readonly usage = new Map<string, number>();

  constructor(private readonly features: readonly string[]) {}

  /** Ends the quarters of a team that are over at an instant, before anything that happens from then on is taken up. */
  until(team: Team, at: string): void {
    for (let quarter = quarterOf(this.told.get(team.id) ?? at); quarter.end <= at; quarter = quarterOf(quarter.end)) {
      this.close(team, quarter);
      this.told.set(team.id, quarter.end);
    }
    if (!this.told.has(team.id)) this.told.set(team.id, at);
  }

  /** The count takes the place of the one before. */
  take(team: Team, event: RawEvent): void {
    if (event.type === 'FeatureUsageRecorded')
      this.usage.set(
        [team.id, textIn(event, 'quarter'), textIn(event, 'feature')].join(' '),
        Number(event.data['count']),
      );
  }

  private close(team: Team, { name, end }: { readonly name: string; readonly end: string }): void {
    if (![...team.addOns.keys()].some((product) => editionAt(team, product, end) !== undefined)) return;
    const used = (feature: string): number => this.usage.get([team.id, name, feature].join(' ')) ?? 0;
    const features = [...this.features]
      .sort()
      .sort((a, b) => used(a) - used(b))
      .slice(0, FEATURES);
    this.all.push({
      quarter: name,
      recipients: [...team.members.values()].filter(({ active, admin }) => active && admin).length,
      features,
    });
  }
}
