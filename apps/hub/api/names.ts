import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSelf } from '../session/self.js';
import { client } from './client.js';
import { resource } from './resource.js';

/** Names of what requests are about, in the reader's language. An unknown id is its own name. */
export interface Names {
  readonly product: (id: string) => string;
  readonly issueType: (id: string) => string;
}

/** How a member can contact support about a product. Names its issue types. */
export const contactOptions = (product: string | undefined) =>
  resource(['self', 'contact-options', product], (options) =>
    client.get('/v1/contact-options', { query: product === undefined ? {} : { product }, ...options }),
  );

/** Names of the products of the reader's team, and of their issue types. */
export const useNames = (): Names => {
  const { team } = useSelf();
  const products = team?.products ?? [];
  const answers = useQueries({ queries: products.map(({ id }) => contactOptions(id)) });
  const issueTypes = answers.flatMap(({ data }) => data?.data.issueTypes ?? []);
  const known = issueTypes.map(({ id, name }) => `${id}=${name}`).join();
  return useMemo(() => {
    const nameIn =
      (named: readonly { readonly id: string; readonly name: string }[]) =>
      (id: string): string =>
        named.find((one) => one.id === id)?.name ?? id;
    return { product: nameIn(products), issueType: nameIn(issueTypes) };
    // The names, not the objects that have them, which are new in every answer.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [known, team]);
};
