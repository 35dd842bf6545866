/**
 * The product that is chosen: none if the team does not use it, so that what is sent is what is shown. `products` is
 * undefined until those of the team are known.
 */
export const chosenProduct = (chosen: string, products: readonly { readonly id: string }[] | undefined): string =>
  products?.every(({ id }) => id !== chosen) === true ? '' : chosen;
