import { Fragment } from 'react';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import { linkCommand, type LinkedPerson } from './link-command.js';
import { useSession } from './session.js';
import styles from './sign-in-command.module.css';

const texts = defineTexts({
  en: { folder: 'If the engine has a DATA_DIR of its own, run the command with the same DATA_DIR.' },
  ja: { folder: 'エンジンにDATA_DIRが設定されている場合は、同じDATA_DIRを指定してコマンドを実行してください。' },
  de: { folder: 'Hat das System ein eigenes DATA_DIR, führen Sie den Befehl mit demselben DATA_DIR aus.' },
});

/** Returns true if people sign in to this engine with links that a command prints. */
export const useHasLinks = (): boolean => useSession().session?.signIn === 'link';

/** The command that prints a sign-in link for a person. Its lines end between its words only. */
export const SignInCommand = ({ person }: { readonly person: LinkedPerson }) => {
  const words = linkCommand(person, location.port).split(' ');
  return (
    <code className={styles['command']}>
      {words.map((word, index) => (
        <Fragment key={words.slice(0, index + 1).join(' ')}>
          {index > 0 && ' '}
          <span className={styles['word']}>{word}</span>
        </Fragment>
      ))}
    </code>
  );
};

/** Hint for engines with a data folder of their own: which variables the commands need. */
export const DataFolderHint = () => <p className={styles['hint']}>{useTexts(texts).folder}</p>;
