import { useTexts } from '../../../texts/language-context.js';
import { ticketTexts } from './ticket.texts.js';
import styles from './ticket-panel.module.css';

const TABS = ['conversation', 'customer', 'history'] as const;

/** A part of a ticket that is shown. */
export type TicketTab = (typeof TABS)[number];

/** Chooses the part of a ticket that is shown. */
export const TicketTabs = ({ tab, onTab }: { readonly tab: TicketTab; readonly onTab: (tab: TicketTab) => void }) => {
  const t = useTexts(ticketTexts);
  return (
    <div role="group" aria-label={t.tabs} className={styles['tabs']}>
      {TABS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === tab}
          className={styles['tab']}
          data-tab={one}
          onClick={() => onTab(one)}
        >
          {t.tab[one]}
        </button>
      ))}
    </div>
  );
};
