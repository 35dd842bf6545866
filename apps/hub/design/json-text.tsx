import styles from './json-text.module.css';

/** A JSON value as it is, indented. */
export const JsonText = ({ label, value }: { readonly label: string; readonly value: unknown }) => (
  <pre role="group" aria-label={label} tabIndex={0} className={styles['json']}>
    {JSON.stringify(value, null, 2)}
  </pre>
);
