import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The font of Latin and Japanese letters that the tests have on every machine. */
const FONTS = dirname(require.resolve('@expo-google-fonts/biz-udpgothic/package.json'));

const configIn = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${FONTS}</dir>
  <cachedir>${folder}</cachedir>
</fontconfig>
`;

/** The only fonts that a browser has, so that pages look alike on every machine. */
export interface Fonts {
  /** For `FONTCONFIG_FILE`. */
  readonly configFile: string;
  remove(): void;
}

/** Writes a configuration of fontconfig that names the fonts of the tests only. */
export const testFonts = (): Fonts => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-fonts-'));
  const configFile = join(folder, 'fonts.conf');
  writeFileSync(configFile, configIn(folder));
  return { configFile, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
