import type { Schemas } from '@ledgerdesk/client';
import { client } from '../../api/client.js';
import { resource } from '../../api/resource.js';

/** The appointments of the reader's add-ons. */
export const programmeResource = resource(['programme'], (options) => client.get('/v1/hub/programme', options));

/** A consultant, with free hours. */
export type Consultant = Schemas['ConsultantPage']['items'][number];

/** Consultants with their free hours in the 14 days from a local date. */
export const consultantsFrom = (from: string | undefined, product: string | undefined) =>
  resource(['programme', 'consultants', from, product], (options) =>
    client.get('/v1/hub/consultants', {
      query: {
        ...(from === undefined ? {} : { from }),
        days: 14,
        limit: 50,
        ...(product === undefined ? {} : { product }),
      },
      ...options,
    }),
  );

/** What the session of a quarter is about. */
export const agendaOf = (quarter: string) =>
  resource(['programme', 'agenda', quarter], (options) =>
    client.get('/v1/hub/root-cause-sessions/{quarter}/agenda', { path: { quarter }, ...options }),
  );
