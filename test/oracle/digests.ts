import { type RawEvent, textIn } from './raw-log.js';
import { editionAt, type Team } from './teams.js';

export interface OracleDigest {
  readonly quarter: string;
  readonly recipients: number;
  readonly features: readonly string[];
}

/** A feature of config/features.json; of every product if `products` is omitted. */
export interface OracleFeature {
  readonly id: string;
  readonly products?: readonly string[];
}

const FEATURES_PER_DIGEST = 3;

/** Returns the quarter of an instant and its end, in UTC. */
const quarterOf = (instant: string): { readonly name: string; readonly end: string } => {
  const [year, quarter] = [Number(instant.slice(0, 4)), Math.floor((Number(instant.slice(5, 7)) - 1) / 3)];
  return { name: `${year}-Q${quarter + 1}`, end: new Date(Date.UTC(year, quarter * 3 + 3)).toISOString() };
};

/** Q1, Q2: calculates the digest of each team at the end of a quarter from its admins and its feature usage. */
export class Digests {
  readonly all: OracleDigest[] = [];
  private readonly processedUntil = new Map<string, string>();
  private readonly usage = new Map<string, number>();

  constructor(private readonly features: readonly OracleFeature[]) {}

  /** Closes a team's quarters that ended by an instant. Call it before applying events of that instant. */
  closeUntil(team: Team, at: string): void {
    for (
      let quarter = quarterOf(this.processedUntil.get(team.id) ?? at);
      quarter.end <= at;
      quarter = quarterOf(quarter.end)
    ) {
      this.close(team, quarter);
      this.processedUntil.set(team.id, quarter.end);
    }
    if (!this.processedUntil.has(team.id)) this.processedUntil.set(team.id, at);
  }

  /** Applies a usage event. A later count replaces an earlier one. */
  apply(team: Team, event: RawEvent): void {
    if (event.type === 'FeatureUsageRecorded')
      this.usage.set(
        [team.id, textIn(event, 'quarter'), textIn(event, 'feature')].join(' '),
        Number(event.data['count']),
      );
  }

  private close(team: Team, { name, end }: { readonly name: string; readonly end: string }): void {
    if (![...team.addOns.keys()].some((product) => editionAt(team, product, end) !== undefined)) return;
    const used = (feature: string): number => this.usage.get([team.id, name, feature].join(' ')) ?? 0;
    const features = this.features
      .filter(({ products }) => products === undefined || products.some((product) => team.products.includes(product)))
      .map(({ id }) => id)
      .sort()
      .sort((a, b) => used(a) - used(b))
      .slice(0, FEATURES_PER_DIGEST);
    this.all.push({
      quarter: name,
      recipients: [...team.members.values()].filter(
        ({ active, admin, champion }) => active && admin && champion === undefined,
      ).length,
      features,
    });
  }
}
