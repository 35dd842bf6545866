import { createContext, useContext } from 'react';
import type { Schemas } from '@ledgerdesk/client';
import { client } from '../api/client.js';
import { resource } from '../api/resource.js';

/** Who the reader is and what they may do. */
export type Self = Schemas['Me'];

/** What a reader may do, such as `billing`. */
export type Ability = keyof Self['may'];

/** The reader, from the engine. */
export const selfResource = resource(['self'], (options) => client.get('/v1/me', options));

const SelfContext = createContext<Self | undefined>(undefined);
/** Provides the reader to the pages below it. */
export const SelfProvider = SelfContext.Provider;

/** The reader. Only for pages of someone who is signed in. */
export const useSelf = (): Self => {
  const self = useContext(SelfContext);
  if (!self) throw new Error('useSelf needs a SelfProvider.');
  return self;
};
