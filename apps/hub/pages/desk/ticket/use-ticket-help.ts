import { useMemo } from 'react';
import { useShortcutHelp } from '../../../app/shortcut-help.js';
import { useTexts } from '../../../texts/language-context.js';
import { ACTION_KEYS } from './ticket-actions.js';
import { ticketTexts } from './ticket.texts.js';

/** Lists the keys of a ticket in the help of shortcuts. */
export const useTicketHelp = (): void => {
  const t = useTexts(ticketTexts);
  useShortcutHelp(
    useMemo(
      () => ({
        title: t.keys,
        shortcuts: [
          ...Object.entries(ACTION_KEYS).map(([key, action]) => [key, t.actions[action]] as const),
          ['u', t.back],
          ['/', t.typed],
          ['Ctrl Enter', t.sends],
        ],
      }),
      [t],
    ),
  );
};
