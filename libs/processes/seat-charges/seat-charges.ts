import { SEAT_EVENTS, type SeatCharges } from '@ledgerdesk/application';
import { isLogged } from '@ledgerdesk/events';
import type { Process } from '@ledgerdesk/runtime';

/** P9: charges the seats of each confirmed change, unless the handler that recorded it has done so. */
export const seatCharges = (charges: Pick<SeatCharges, 'complete'>, tenant: string): Process => ({
  name: 'seat-charges',
  handles: SEAT_EVENTS,
  startFrom: 'start',
  react: async (event) => {
    if (isLogged(event, SEAT_EVENTS)) await charges.complete(event, tenant);
    return [];
  },
});
