import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useMoment } from '../../../app/moment.js';
import { Button, IconButton } from '../../../design/button.js';
import { CommandButton } from '../../../design/command-button.js';
import type { Selection } from '../../../design/data-table/column.js';
import { Menu, MenuItem } from '../../../design/menu.js';
import { ProblemNotice } from '../../../design/problem-notice.js';
import { useTexts } from '../../../texts/language-context.js';
import { useFormats } from '../../../time/formats.js';
import {
  BULK_ACTIONS,
  type BulkAction,
  type BulkBody,
  type BulkItem,
  MAX_TICKETS,
  MOVES,
  refusedOf,
  useBulkCommand,
} from './bulk-command.js';
import { BulkDialog } from './bulk-dialog.js';
import { BulkResults } from './bulk-results.js';
import styles from './bulk.module.css';
import { bulkTexts } from './bulk.texts.js';

/** Actions with a button of their own. */
const BUTTONS: readonly BulkAction[] = ['claim', 'assign', 'hold', 'solve'];

/** What became of tickets, and their names. */
interface Results {
  readonly items: readonly BulkItem[];
  readonly names: ReadonlyMap<string, string>;
}

/** Sends actions, and selects what was refused for the next attempt. */
const useBulk = (selection: Selection, nameOf: (ticketId: string) => string) => {
  const command = useBulkCommand();
  const [dialog, setDialog] = useState<BulkAction>();
  const [results, setResults] = useState<Results>();
  const ids = [...selection.ids];
  const send = async (body: BulkBody): Promise<boolean> => {
    // Afterwards some may not be listed any more.
    const names = new Map(ids.map((id) => [id, nameOf(id)]));
    const answer = await command.send(body);
    if (!answer) return false;
    setResults({ items: answer.data.items, names });
    setDialog(undefined);
    selection.onChange(new Set(refusedOf(answer.data.items).map(({ ticketId }) => ticketId)));
    return true;
  };
  // An earlier refusal does not apply to the next action.
  const close = (): void => {
    command.clear();
    setDialog(undefined);
  };
  const start = (action: BulkAction): void => {
    command.clear();
    const move = MOVES.find((one) => one === action && one !== 'close');
    if (move) void send({ action: move, ticketIds: ids });
    else setDialog(action);
  };
  return { command, dialog, close, results, setResults, ids, send, start };
};

/** What can be done to the selected tickets, and what became of them. */
export const BulkBar = ({
  selection,
  nameOf,
}: {
  readonly selection: Selection;
  readonly nameOf: (ticketId: string) => string;
}) => {
  const t = useTexts(bulkTexts);
  const { number } = useFormats();
  const { isPast } = useMoment();
  const { command, dialog, close, results, setResults, ids, send, start } = useBulk(selection, nameOf);
  const areTooMany = ids.length > MAX_TICKETS;
  return (
    <div className={styles['dock']}>
      {ids.length > 0 && (
        <div role="toolbar" aria-label={t.bar} className={styles['bar']}>
          <strong>{t.selected(number(ids.length))}</strong>
          {areTooMany && <span className={styles['tooMany']}>{t.tooMany(number(MAX_TICKETS))}</span>}
          {BUTTONS.map((action) => (
            <CommandButton
              key={action}
              isSending={command.isSending}
              disabled={areTooMany}
              onClick={() => start(action)}
            >
              {t[action]}
            </CommandButton>
          ))}
          {!isPast && !areTooMany && (
            <Menu button={<IconButton weight="normal" label={t.more} icon={<Ellipsis size={16} aria-hidden />} />}>
              {BULK_ACTIONS.filter((action) => !BUTTONS.includes(action)).map((action) => (
                <MenuItem key={action} onSelect={() => start(action)}>
                  {t[action]}
                </MenuItem>
              ))}
            </Menu>
          )}
          <Button weight="plain" onClick={() => selection.onChange(new Set())}>
            {t.clear}
          </Button>
        </div>
      )}
      {command.error && dialog === undefined && <ProblemNotice error={command.error} />}
      {results && <BulkResults {...results} onDismiss={() => setResults(undefined)} />}
      {dialog !== undefined && (
        <BulkDialog
          action={dialog}
          ids={ids}
          isSending={command.isSending}
          error={command.error}
          onSubmit={(body, onDone) => void send(body).then((isDone) => isDone && onDone())}
          onClose={close}
        />
      )}
    </div>
  );
};
