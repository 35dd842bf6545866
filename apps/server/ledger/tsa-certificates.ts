import { messageOf } from '@ledgerdesk/kernel';
import { parsePem } from '@ledgerdesk/ledger';
import { readFileSync } from 'node:fs';

/** The file of LEDGER_TSA_CERT does not have the certificates that answers of the authority are compared with. */
class TsaCertificatesUnusable extends Error {
  readonly code = 'tsa-certificates-unusable';
  constructor(file: string, reason: string) {
    super(
      `LEDGER_TSA_CERT is ${file}: ${reason}. Set a file with certificates in PEM, those of the authority or of who ` +
        'certifies it.',
    );
  }
}

/** Reads the certificates in PEM of a file. Throws if there are none. */
export const readCertificates = (file: string): string => {
  const text = contentsOf(file);
  if (countIn(file, text) === 0) throw new TsaCertificatesUnusable(file, 'it has no certificate in PEM');
  return text;
};

const contentsOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new TsaCertificatesUnusable(file, `it cannot be read (${messageOf(error)})`);
  }
};

const countIn = (file: string, text: string): number => {
  try {
    return parsePem(text).length;
  } catch (error) {
    throw new TsaCertificatesUnusable(file, messageOf(error));
  }
};
