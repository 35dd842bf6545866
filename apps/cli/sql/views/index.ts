import { addOns, agents, charges, members, teams } from './customer-views.js';
import { callbacks, chats } from './live-views.js';
import { clocks, events, messages, tickets } from './ticket-views.js';
import { selectOf, type View } from './view.js';

/** Every view, in the order of the documentation. Those after `events` read it. */
export const VIEWS: readonly View[] = [
  events,
  tickets,
  clocks,
  messages,
  callbacks,
  chats,
  addOns,
  charges,
  teams,
  members,
  agents,
];

/** The statements that create the views. */
export const CREATE_VIEWS: readonly string[] = VIEWS.map((view) => `CREATE VIEW ${view.name} AS\n${selectOf(view)}`);

/** The tables of docs/sql.md: the columns of each view. */
export const viewsPage = (): string =>
  VIEWS.map(({ name, description, columns }) => {
    const rows = columns.map((column) => `| \`${column.name}\` | ${column.type} | ${column.description} |`);
    return [`### ${name}`, '', description, '', '| Column | Type | Meaning |', '|---|---|---|', ...rows, ''].join('\n');
  }).join('\n');
