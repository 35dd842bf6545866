import type { Catalogue, Resource } from './catalogue.js';

/** Requests of one kind and what they weigh by now. */
export interface PastRequests {
  readonly product: string;
  readonly issueType: string | null;
  readonly count: number;
  readonly weight: number;
}

/** Why a resource is recommended: own requests that it is about. */
export interface Reason {
  readonly product: string;
  readonly issueType: string | null;
  readonly count: number;
}

export interface Recommended {
  readonly resource: Resource;
  readonly score: number;
  /** None: it is there for its popularity. */
  readonly reasons: readonly Reason[];
}

const ISSUE_TYPE_POINTS = 2;
const PRODUCT_POINTS = 1;

/** M2: 2 for the issue type and 1 for the product, for each request. */
const pointsFor = ({ issueTypes, products }: Resource, { issueType, product }: PastRequests): number =>
  (issueType !== null && issueTypes.includes(issueType) ? ISSUE_TYPE_POINTS : 0) + (products.includes(product) ? PRODUCT_POINTS : 0);

const scored = (resource: Resource, past: readonly PastRequests[]): Recommended => {
  const parts = past.map((requests) => ({ requests, score: pointsFor(resource, requests) * requests.weight })).filter(({ score }) => score > 0);
  return {
    resource,
    score: parts.reduce((sum, { score }) => sum + score, 0),
    reasons: [...parts].sort((a, b) => b.score - a.score).map(({ requests: { product, issueType, count } }) => ({ product, issueType, count })),
  };
};

/** M2, M4: the catalogue, best first: by what was asked, then by popularity, then by id. Without a request that is the most popular first. */
export const recommended = ({ resources }: Catalogue, past: readonly PastRequests[]): readonly Recommended[] =>
  resources.map((resource) => scored(resource, past))
    .sort((a, b) => b.score - a.score || b.resource.popularity - a.resource.popularity || (a.resource.id < b.resource.id ? -1 : 1));
