import { CheckpointRefused, parseVerifierKey, type VerifierKey } from './signed-checkpoint.js';

/** The public keys that an auditor has pasted, one in a line. @throws CheckpointRefused */
export const trustedKeysIn = async (text: string): Promise<readonly VerifierKey[]> => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new CheckpointRefused('malformed-key');
  return Promise.all(lines.map(parseVerifierKey));
};

/** The note of a pasted text: copying may have lost the newline at its end. */
export const noteIn = (text: string): string | undefined => {
  const note = text.replaceAll('\r\n', '\n').trimEnd();
  return note === '' ? undefined : `${note.trimStart()}\n`;
};
