import type { Answer, Schemas } from '@ledgerdesk/client';
import { useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { changingAvailability } from './availability-lock.js';
import { type Channel, ownAgentResource } from './live-resources.js';

type Own = Answer<Schemas['OwnAgent']>;

/** What an agent takes. */
interface Availability {
  readonly availability: 'available' | 'away';
  readonly channels?: Channel[];
}

/** Sets the reader's availability. It is shown at once, and as it was if the engine refuses. */
export const useAvailability = () => {
  const queries = useQueryClient();
  const command = useCommand(
    (body: Availability, options) => client.put('/v1/desk/availability', { body, ...options }),
    ['agents', 'live'],
  );
  const change = async (wanted: Availability): Promise<void> => {
    const key = ownAgentResource.queryKey;
    await queries.cancelQueries({ queryKey: key });
    const before = queries.getQueryData<Own>(key);
    queries.setQueryData<Own>(
      key,
      (known) =>
        known && {
          ...known,
          data: {
            ...known.data,
            availability: wanted.availability,
            takes: wanted.availability === 'away' ? [] : (wanted.channels ?? known.data.channels),
          },
        },
    );
    if (!(await command.send(wanted))) queries.setQueryData(key, before);
  };
  const send = (wanted: Availability): Promise<void> => changingAvailability(() => change(wanted));
  return { send, error: command.error };
};
