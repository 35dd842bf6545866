import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { IconButton } from '../design/button.js';
import { Dialog } from '../design/dialog.js';
import { TextField } from '../design/field.js';
import { useTexts } from '../texts/language-context.js';
import { isComposing } from './composing.js';
import styles from './command-menu.module.css';
import { useNavigation } from './navigation.js';
import { useShortcutGroups } from './shortcut-help.js';
import { shellTexts } from './shell.texts.js';
import { useShortcuts } from './shortcuts.js';

/** What keys do on the page. */
const PageShortcuts = () =>
  useShortcutGroups().map(({ title, shortcuts }) => (
    <section key={title} aria-label={title}>
      <h3>{title}</h3>
      <dl className={styles['keys']}>
        {shortcuts.map(([keys, meaning]) => (
          <div key={keys} className={styles['shortcut']}>
            <dt>{meaning}</dt>
            <dd>
              <kbd className={styles['key']}>{keys}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ));

/** Opens pages by a part of their name, and lists their shortcuts. Opened by Ctrl or ⌘ with K, or by `?`. */
export const CommandMenu = () => {
  const t = useTexts(shellTexts);
  const navigate = useNavigate();
  const items = useNavigation();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [selected, setSelected] = useState(0);
  const found = items.filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()));
  const open = (): void => {
    setTyped('');
    setSelected(0);
    setOpen(true);
  };
  useShortcuts(useMemo(() => ({ '?': open }), []));
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      open();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  const go = (to: string): void => {
    setOpen(false);
    void navigate({ to });
  };
  const move = (by: number): void => setSelected((at) => Math.min(Math.max(at + by, 0), found.length - 1));
  return (
    <>
      <IconButton label={`${t.search} (Ctrl K)`} icon={<Search size={16} aria-hidden />} onClick={open} />
      <Dialog title={t.search} isOpen={isOpen} onClose={() => setOpen(false)}>
        <TextField
          label={t.navigation}
          value={typed}
          autoFocus
          onChange={({ target }) => {
            setTyped(target.value);
            setSelected(0);
          }}
          onKeyDown={(event) => {
            if (isComposing(event)) return;
            const chosen = found[selected];
            if (event.key === 'ArrowDown') move(1);
            else if (event.key === 'ArrowUp') move(-1);
            else if (event.key === 'Enter' && chosen) go(chosen.to);
            else return;
            event.preventDefault();
          }}
        />
        <ul className={styles['list']}>
          {found.map(({ to, name, icon: Icon, key }, index) => (
            <li key={to}>
              <button
                type="button"
                className={styles['item']}
                data-selected={index === selected}
                onClick={() => go(to)}
              >
                <Icon size={16} aria-hidden />
                {name}
                {key !== undefined && <kbd className={styles['key']}>g {key}</kbd>}
              </button>
            </li>
          ))}
        </ul>
        {typed === '' && <PageShortcuts />}
      </Dialog>
    </>
  );
};
