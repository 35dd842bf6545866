import { client } from '../../api/client.js';
import { saveAsJson } from '../../design/download.js';
import type { Trust } from './trust-fields.js';
import { useAttempt } from './use-attempt.js';
import { openCheckpoint } from './verification/signed-checkpoint.js';
import { type CheckedProof, checkTicketProof } from './verification/ticket-proof.js';
import { noteIn, trustedKeysIn } from './verification/trusted-keys.js';

/** Where a proof comes from: this server, for a ticket, or a text that the auditor has. */
export type ProofSource = { readonly ticketId: string } | { readonly text: () => Promise<string> };

/** A proof, and what its check has found. */
interface Checked {
  readonly bundle: unknown;
  readonly result: CheckedProof;
}

const loadProof = async (ticketId: string, from?: number): Promise<unknown> => {
  const { data } = await client.get('/v1/tickets/{ticketId}/proof', { path: { ticketId }, query: { from } });
  return data;
};

const checkProof = async (source: ProofSource, { keys, saved }: Trust): Promise<Checked> => {
  const trusted = await trustedKeysIn(keys);
  const note = noteIn(saved);
  const before = note === undefined ? undefined : await openCheckpoint(note, trusted);
  const bundle: unknown =
    'text' in source ? JSON.parse(await source.text()) : await loadProof(source.ticketId, before?.size);
  const expected = 'text' in source ? undefined : source.ticketId;
  return { bundle, result: await checkTicketProof(bundle, trusted, note, expected) };
};

/** Downloads and checks the proofs of tickets. */
export const useProof = () => {
  const { found, error, isBusy, run, clear } = useAttempt<Checked>();
  return {
    checked: found,
    error,
    isBusy,
    clear,
    check: (source: ProofSource, trust: Trust) => run(() => checkProof(source, trust)),
    /** Saves the proof of a ticket as a file, unchecked. */
    download: (ticketId: string) =>
      run(async () => {
        saveAsJson(`proof-${ticketId}.json`, await loadProof(ticketId));
        return undefined;
      }),
  };
};
