import { type Finding, outcomeOf } from '@ledgerdesk/ledger';

/** What a command found, and what it has proven. */
export interface Report {
  readonly findings: readonly Finding[];
  /** Sentences about what is proven. */
  readonly proven: readonly string[];
}

const WIDTH = 100;

/** Breaks a text into lines that begin with `indent`. */
const wrapped = (text: string, indent: string): string => {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '' || line.length + word.length < WIDTH)
      lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => indent + line).join('\n');
};

const VERDICTS = {
  0: 'Sound: everything that was checked is as it must be.',
  1: 'Damage was found.',
  2: 'Nothing is wrong with what was given, but not everything can be known from it.',
} as const;

/** Control characters of what others wrote, which could change what a terminal shows. */
const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\ufffd');

/** The report as text, with the verdict on its last line. */
export const formatReport = ({ findings, proven }: Report): string => {
  const lines = [
    ...proven.map((text) => `proven   ${wrapped(printable(text), '         ').trimStart()}`),
    ...findings.map(
      ({ kind, outcome, place, meaning }) =>
        `${outcome === 'damage' ? 'damage  ' : 'unknown '} ${kind}: ${printable(place)}\n` +
        wrapped(printable(meaning), '         '),
    ),
    VERDICTS[outcomeOf(findings)],
  ];
  return `${lines.join('\n')}\n`;
};

/** The report as JSON. */
export const formatJson = ({ findings, proven }: Report): string =>
  `${JSON.stringify({ exitCode: outcomeOf(findings), findings, proven }, undefined, 2)}\n`;
