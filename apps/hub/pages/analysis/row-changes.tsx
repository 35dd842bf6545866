import { useTexts } from '../../texts/language-context.js';
import { readModelsTexts } from './read-models.texts.js';
import styles from './row-changes.module.css';

/** A part of a row that changed, by JSON Pointer (RFC 6901). */
interface RowChange {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

const textOf = (value: unknown): string => (value === undefined ? '–' : JSON.stringify(value));

/** What changed in a row, before and after. */
export const RowChanges = ({ changes }: { readonly changes: readonly RowChange[] }) => {
  const t = useTexts(readModelsTexts);
  return (
    <ul className={styles['changes']}>
      {changes.map(({ path, before, after }) => (
        <li key={path} className={styles['change']}>
          <code className={styles['path']}>{path === '' ? t.whole : path}</code>
          {before !== undefined && (
            <del className={styles['before']}>
              <code>{textOf(before)}</code>
            </del>
          )}
          {after !== undefined && (
            <ins className={styles['after']}>
              <code>{textOf(after)}</code>
            </ins>
          )}
        </li>
      ))}
    </ul>
  );
};
