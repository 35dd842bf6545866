import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import styles from './command-list.module.css';

const texts = defineTexts({
  en: { commands: 'Commands: Enter runs the first or the selected one' },
  ja: { commands: 'コマンド: Enterで先頭または選択中のコマンドを実行' },
  de: { commands: 'Befehle: Eingabe führt den ersten oder den ausgewählten aus' },
});

/** A command that can be typed. */
export interface ComposerCommand {
  readonly id: string;
  /** As it is typed, such as `/claim`. */
  readonly name: string;
  readonly hint: string;
  readonly run: () => void;
}

/** The commands that a text names. The keys stay in the field. */
export const CommandList = ({
  id,
  commands,
  chosen,
  onRun,
}: {
  readonly id: string;
  readonly commands: readonly ComposerCommand[];
  readonly chosen: number;
  readonly onRun: (command: ComposerCommand) => void;
}) => {
  const t = useTexts(texts);
  if (commands.length === 0) return null;
  return (
    <div id={id} role="group" aria-label={t.commands} className={styles['list']}>
      {commands.map((command, index) => (
        <button
          key={command.id}
          type="button"
          className={styles['command']}
          data-chosen={index === Math.min(chosen, commands.length - 1)}
          onClick={() => onRun(command)}
        >
          <kbd className={styles['name']}>{command.name}</kbd>
          {command.hint}
        </button>
      ))}
    </div>
  );
};
