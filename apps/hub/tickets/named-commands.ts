import { type KeyboardEvent, useState } from 'react';
import { useMoment } from '../app/moment.js';
import type { Draft } from '../drafts/drafts.js';
import type { ComposerCommand } from './command-list.js';

/** The commands that a text names, the chosen one, and what keys do with them. */
export const useNamedCommands = (named: readonly ComposerCommand[], draft: Draft) => {
  const [chosen, setChosen] = useState(0);
  const { isPast } = useMoment();
  const run = (command: ComposerCommand): void => {
    if (isPast) return;
    draft.clear();
    setChosen(0);
    command.run();
  };
  /** Returns true for a key that chooses or runs a command. */
  const isCommandKey = ({ key }: KeyboardEvent): boolean => {
    const command = named[Math.min(chosen, named.length - 1)];
    if (!command) return false;
    if (key === 'ArrowDown') setChosen((chosen + 1) % named.length);
    else if (key === 'ArrowUp') setChosen((chosen + named.length - 1) % named.length);
    else if (key === 'Enter' || key === 'Tab') run(command);
    else return false;
    return true;
  };
  return { chosen, run, isCommandKey, chooseFirst: () => setChosen(0) };
};
