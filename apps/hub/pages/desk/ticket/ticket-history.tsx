import { client } from '../../../api/client.js';
import { usePages } from '../../../api/pages-of.js';
import { HistoryList } from '../../../tickets/history-list.js';

/** What has happened with a ticket, newest first. */
export const TicketHistory = ({ ticketId }: { readonly ticketId: string }) => {
  const history = usePages(['tickets', 'desk', ticketId, 'history'], (cursor, options) =>
    client.get('/v1/desk/tickets/{ticketId}/history', {
      path: { ticketId },
      query: { order: 'desc', ...(cursor === undefined ? {} : { cursor }) },
      ...options,
    }),
  );
  return <HistoryList history={history} />;
};
