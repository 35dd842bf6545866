import type { Answer, Schemas } from '@ledgerdesk/client';
import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSelf } from '../session/self.js';
import type { Language } from '../texts/language.js';
import { useLanguage } from '../texts/language-context.js';
import { client } from './client.js';
import { nameIn } from './name-in.js';
import { isAwaited, resource, useResource } from './resource.js';

/**
 * Names of what requests are about, in the reader's language. An unknown id is its own name, but only once all names
 * are loaded.
 */
export interface Names {
  readonly product: (id: string) => string;
  readonly issueType: (id: string) => string;
  /** True until the names are loaded. Until then, unknown ids have no name. */
  readonly areLoading: boolean;
}

/** How a member can contact support about a product, in a language. Names its issue types. */
export const contactOptions = (product: string, language: Language) =>
  resource(['self', 'contact-options', { product, language }], (options) =>
    client.get('/v1/contact-options', { query: { product, language }, ...options }),
  );

/** Issue types with their names, in the order in which they are offered; empty until they are loaded. */
export const useIssueTypes = (): Schemas['ContactOptions']['issueTypes'] => {
  const { team } = useSelf();
  const { language } = useLanguage();
  const product = team?.products[0]?.id ?? '';
  return useResource(contactOptions(product, language), { enabled: product !== '' }).data?.issueTypes ?? [];
};

type Options = Answer<Schemas['ContactOptions']>;

/** Issue types of all answers, and whether one is still to come. The same object as long as nothing changes. */
const issueTypesOf = (answers: readonly UseQueryResult<Options>[]) => ({
  issueTypes: answers.flatMap(({ data }) => data?.data.issueTypes ?? []),
  areComing: answers.some(isAwaited),
});

/** Names of the products that the reader's team uses or can buy add-ons for, and of their issue types. */
export const useNames = (): Names => {
  const { team, purchases } = useSelf();
  const { language } = useLanguage();
  const { issueTypes, areComing } = useQueries({
    queries: (team?.products ?? []).map(({ id }) => contactOptions(id, language)),
    combine: issueTypesOf,
  });
  return useMemo(() => {
    // Add-ons are sold for products that the team does not use yet, too.
    const products = [...(team?.products ?? []), ...(purchases ?? []).map(({ product }) => product)];
    return { product: nameIn(products), issueType: nameIn(issueTypes, areComing), areLoading: areComing };
  }, [issueTypes, areComing, team, purchases]);
};
