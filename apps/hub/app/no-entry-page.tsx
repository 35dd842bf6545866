import { Link } from '@tanstack/react-router';
import { Page } from '../design/page.js';
import { type Ability, useSelf } from '../session/self.js';
import { useTexts } from '../texts/language-context.js';
import { useNavigation } from './navigation.js';
import styles from './shell.module.css';
import { shellTexts } from './shell.texts.js';

/** Code of what is for other kinds of people: its detail is written for those who call the API. */
const OTHER_KIND = 'not-for-this-caller';

/** The text for a code of the engine; undefined for one that the hub has no words of its own for. */
const textOf = (texts: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(texts, code) ? texts[code] : undefined;

/** Shows why the reader has no access to a page, and lists the pages they can open. */
export const NoEntryPage = ({ needs }: { readonly needs: readonly Ability[] }) => {
  const t = useTexts(shellTexts);
  const { may, kind } = useSelf();
  const items = useNavigation();
  const refused = needs.map((ability) => may[ability].refused).find((refusal) => refusal !== null);
  // Members do not know the requirements by their ids.
  const rule = kind === 'member' ? null : (refused?.rule ?? null);
  return (
    <Page title={t.noEntry}>
      {refused?.code === OTHER_KIND ? (
        <p>{t.otherKind[kind]}</p>
      ) : (
        <p>
          {(refused && textOf(t.noEntryReasons, refused.code)) ?? refused?.detail}
          {rule !== null && ` ${t.rule(rule)}`}
        </p>
      )}
      <p>{t.instead}</p>
      <ul className={styles['places']}>
        {items.map(({ to, name }) => (
          <li key={to}>
            <Link to={to}>{name}</Link>
          </li>
        ))}
      </ul>
    </Page>
  );
};
