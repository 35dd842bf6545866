import { useMemo } from 'react';
import { client } from './client.js';
import { resource, useResource } from './resource.js';
import { useLanguage } from '../texts/language-context.js';

/** Something with a name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Products and issue types of tickets, with their names in the language of the pages. */
interface ClassificationNames {
  /** Products that take requests. */
  readonly products: readonly Named[];
  readonly issueTypes: readonly Named[];
  /** Name of a product, also of a retired one. An unknown id is its own name. */
  readonly product: (id: string) => string;
  readonly issueType: (id: string) => string;
}

const taxonomyResource = (language: string) =>
  resource(['self', 'taxonomy', language], (options) =>
    client.get('/v1/taxonomy', { query: { language }, ...options }),
  );

const nameIn =
  (named: readonly Named[]) =>
  (id: string): string =>
    named.find((one) => one.id === id)?.name ?? id;

/** Names of what tickets are about, for those who work on them. */
export const useClassificationNames = (): ClassificationNames => {
  const { language } = useLanguage();
  const { data } = useResource(taxonomyResource(language), { keepPrevious: true });
  return useMemo(() => {
    const { products = [], issueTypes = [] } = data ?? {};
    return {
      products: products.filter(({ retired }) => !retired),
      issueTypes,
      product: nameIn(products),
      issueType: nameIn(issueTypes),
    };
  }, [data]);
};
