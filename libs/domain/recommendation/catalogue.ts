import type { Translated } from '../text-language.js';

/** M1: kinds of resources. */
export const RESOURCE_KINDS = ['article', 'video', 'course'] as const;
type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** A resource that can be recommended, such as an article. */
export interface Resource {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly title: Translated<string>;
  readonly link: string;
  /** Ids of the issue types and products that the resource is about. */
  readonly issueTypes: readonly string[];
  readonly products: readonly string[];
  /** Relative usage; higher ranks first. */
  readonly popularity: number;
}

/** config/catalogue.json. */
export interface Catalogue {
  readonly version: string;
  readonly resources: readonly Resource[];
}
