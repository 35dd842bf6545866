import { useMemo } from 'react';
import { client } from './client.js';
import { type Named, nameIn } from './name-in.js';
import { resource, useResource } from './resource.js';
import { useLanguage } from '../texts/language-context.js';

/** Products and issue types of tickets, with their names in the language of the pages. */
interface ClassificationNames {
  /** Products that take requests. */
  readonly products: readonly Named[];
  readonly issueTypes: readonly Named[];
  /** Returns the name of a product, current or retired, as `nameIn` does. */
  readonly product: (id: string) => string;
  readonly issueType: (id: string) => string;
  /** True until the names are loaded. Until then, unknown ids have no name. */
  readonly areLoading: boolean;
}

const taxonomyResource = (language: string) =>
  resource(['self', 'taxonomy', language], (options) =>
    client.get('/v1/taxonomy', { query: { language }, ...options }),
  );

const useTaxonomy = () => {
  const { language } = useLanguage();
  return useResource(taxonomyResource(language), { keepPrevious: true });
};

/** Why there are no names, and a function that loads them again; undefined if they are there, or to come. */
export const useNamesFailure = (): { readonly error: Error; readonly reload: () => void } | undefined => {
  const { data, error, reload } = useTaxonomy();
  return data === undefined && error ? { error, reload } : undefined;
};

/** Names of what tickets are about, for those who work on them. */
export const useClassificationNames = (): ClassificationNames => {
  const { data, isAwaited: areLoading } = useTaxonomy();
  return useMemo(() => {
    const { products = [], issueTypes = [] } = data ?? {};
    return {
      products: products.filter(({ retired }) => !retired),
      issueTypes,
      product: nameIn(products, areLoading),
      issueType: nameIn(issueTypes, areLoading),
      areLoading,
    };
  }, [data, areLoading]);
};
