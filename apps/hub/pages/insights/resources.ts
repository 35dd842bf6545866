import { client } from '../../api/client.js';
import { resource } from '../../api/resource.js';
import type { Language } from '../../texts/language.js';

const atMoment = (asOf: string | undefined) => (asOf === undefined ? {} : { asOf });

/** Counts and patterns of the reader's requests. */
export const dashboardResource = (asOf: string | undefined) =>
  resource(['dashboard', 'counts', { asOf }], (options) =>
    client.get('/v1/hub/dashboard', { query: atMoment(asOf), ...options }),
  );

/** What helps with what the reader asked about, the best first. Titles are in the language. */
export const recommendationsResource = (language: Language, asOf: string | undefined) =>
  resource(['dashboard', 'recommendations', { language, asOf }], (options) =>
    client.get('/v1/hub/recommendations', { query: { language, ...atMoment(asOf) }, ...options }),
  );
