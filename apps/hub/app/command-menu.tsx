import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useEffect, useId, useMemo, useState } from 'react';
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

/** A field and the pages whose names contain what is typed: arrow keys select one, Enter opens it. */
const PagePicker = ({ onOpen }: { readonly onOpen: (to: string) => void }) => {
  const t = useTexts(shellTexts);
  const items = useNavigation();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [selected, setSelected] = useState(0);
  const found = items.filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()));
  const optionId = (index: number): string => `${id}-${index}`;
  const move = (by: number): void => {
    const next = Math.min(Math.max(selected + by, 0), found.length - 1);
    setSelected(next);
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <>
      <TextField
        label={t.navigation}
        placeholder={t.searchHint}
        value={typed}
        autoFocus
        autoComplete="off"
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        {...(found.length === 0 ? {} : { 'aria-activedescendant': optionId(selected) })}
        onChange={({ target }) => {
          setTyped(target.value);
          setSelected(0);
        }}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          const chosen = found[selected];
          if (event.key === 'ArrowDown') move(1);
          else if (event.key === 'ArrowUp') move(-1);
          else if (event.key === 'Enter' && chosen) onOpen(chosen.to);
          else return;
          event.preventDefault();
        }}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t.navigation} className={styles['list']}>
        {found.map(({ to, name, icon: Icon, key }, index) => (
          <div
            key={to}
            id={optionId(index)}
            role="option"
            aria-selected={index === selected}
            className={styles['item']}
            onClick={() => onOpen(to)}
          >
            <Icon size={16} aria-hidden />
            {name}
            {key !== undefined && <kbd className={styles['key']}>g {key}</kbd>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p role="status">{t.nothingFound}</p>}
      {typed === '' && <PageShortcuts />}
    </>
  );
};

/** Opens pages by a part of their name, and lists their shortcuts. Opened by Ctrl or ⌘ with K, or by `?`. */
export const CommandMenu = () => {
  const t = useTexts(shellTexts);
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  useShortcuts(useMemo(() => ({ '?': () => setOpen(true) }), []));
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen((wasOpen) => !wasOpen);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <IconButton
        label={`${t.search} (Ctrl K)`}
        icon={<Search size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      />
      <Dialog title={t.search} isOpen={isOpen} onClose={() => setOpen(false)}>
        <PagePicker
          onOpen={(to) => {
            setOpen(false);
            void navigate({ to });
          }}
        />
      </Dialog>
    </>
  );
};
