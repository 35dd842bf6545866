import { useTexts } from '../../texts/language-context.js';
import { programmeTexts } from './programme.texts.js';

/** Names a calendar quarter, such as "2026-Q4". */
export const useQuarterName = (): ((quarter: string) => string) => {
  const t = useTexts(programmeTexts);
  return (quarter) => {
    const [year = '', number = ''] = quarter.split('-Q');
    return t.quarter(year, number);
  };
};
