import { type Catalogue, type Resource, RESOURCE_KINDS } from './catalogue.js';

/** Past requests of one product and issue type, with their decayed weight. */
export interface PastRequests {
  readonly product: string;
  readonly issueType: string | null;
  readonly count: number;
  readonly weight: number;
}

/** Properties that a resource and a request can share. */
export const MATCHES = ['issueType', 'product'] as const;
export type Match = (typeof MATCHES)[number];

/** Why a resource is recommended: matching past requests and the properties that match. */
export interface RecommendationReason {
  readonly product: string;
  readonly issueType: string | null;
  readonly count: number;
  readonly matches: readonly Match[];
}

export interface RankedResource {
  readonly resource: Resource;
  readonly score: number;
  /** Empty for a resource ranked by popularity alone. */
  readonly reasons: readonly RecommendationReason[];
}

/** M2: 2 for the issue type and 1 for the product, for each request. */
const POINTS: Readonly<Record<Match, number>> = { issueType: 2, product: 1 };

/** Digits compared: sums of the same weights in another order differ in the last digits. */
const DIGITS = 9;
const rounded = (score: number): number => Number(score.toFixed(DIGITS));

const matchesOf = ({ issueTypes, products }: Resource, { issueType, product }: PastRequests): readonly Match[] =>
  MATCHES.filter((match) =>
    match === 'product' ? products.includes(product) : issueType !== null && issueTypes.includes(issueType),
  );

const partOf = (resource: Resource, requests: PastRequests) => {
  const matches = matchesOf(resource, requests);
  return { requests, matches, score: matches.reduce((sum, match) => sum + POINTS[match], 0) * requests.weight };
};

const reasonIn = ({
  requests: { product, issueType, count },
  matches,
}: ReturnType<typeof partOf>): RecommendationReason => ({
  product,
  issueType,
  count,
  matches,
});

const scored = (resource: Resource, past: readonly PastRequests[]): RankedResource => {
  const parts = past.map((requests) => partOf(resource, requests)).filter((part) => part.score > 0);
  const score = rounded(parts.reduce((sum, part) => sum + part.score, 0));
  if (score === 0) return { resource, score, reasons: [] };
  return { resource, score, reasons: parts.sort((a, b) => b.score - a.score).map(reasonIn) };
};

/** Resources among which M1 requires one of each kind. */
const FIRST = 10;

/** M1: moves the best resource of each kind into the first ten. The first ten and the others keep their order. */
const withEveryKind = (ranked: readonly RankedResource[]): readonly RankedResource[] => {
  const bestOfKinds = RESOURCE_KINDS.flatMap((kind) => ranked.find(({ resource }) => resource.kind === kind) ?? []);
  const others = ranked.filter((one) => !bestOfKinds.includes(one)).slice(0, FIRST - bestOfKinds.length);
  const first = new Set([...bestOfKinds, ...others]);
  return [...ranked.filter((one) => first.has(one)), ...ranked.filter((one) => !first.has(one))];
};

/**
 * M1, M2, M4: returns the catalogue ordered by score, then popularity, then id, with each of its kinds among the first
 * ten. Without requests all scores are 0.
 */
export const rankResources = ({ resources }: Catalogue, past: readonly PastRequests[]): readonly RankedResource[] =>
  withEveryKind(
    resources
      .map((resource) => scored(resource, past))
      .sort(
        (a, b) =>
          b.score - a.score ||
          b.resource.popularity - a.resource.popularity ||
          (a.resource.id < b.resource.id ? -1 : 1),
      ),
  );
