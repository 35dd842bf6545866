import { useState } from 'react';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import type { TableRows } from './column.js';
import { tableTexts } from './data-table.texts.js';

/**
 * Says how many rows there are whenever other ones were asked for, by a filter for example, and are there: after they
 * were loaded, or at once if they are known from before.
 */
export const useFoundRows = (
  { key, items, hasMore, hasEarlier, isChanging }: TableRows<unknown>,
  total?: number,
): string => {
  const t = useTexts(tableTexts);
  const formats = useFormats();
  const isLoading = items === undefined || isChanging === true;
  const [said, setSaid] = useState({ key, isLoading, text: '' });
  if (said.key !== key || said.isLoading !== isLoading) {
    const isPart = hasMore === true || hasEarlier === true;
    const count = formats.number((isPart && total) || (items?.length ?? 0));
    const found = isPart && total === undefined ? t.foundMore(count) : t.found(count);
    setSaid({ key, isLoading, text: isLoading ? '' : found });
  }
  return said.text;
};
