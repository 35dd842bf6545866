import type { ServedLanguage } from '@ledgerdesk/events';

/** M1: what is recommended. */
export const RESOURCE_KINDS = ['article', 'video', 'course'] as const;
type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** Something to read, to watch or to learn from. */
export interface Resource {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly title: Readonly<Record<ServedLanguage, string>>;
  readonly link: string;
  /** Ids of the taxonomy that it is about. */
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
