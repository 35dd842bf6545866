import type { Page } from 'playwright-core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unmarkedTexts } from '../support/browser/page-checks.js';

const HUB = join(__dirname, '../../apps/hub');
const BRAND = 'Premium Support';

/** The code of the hub without catalogues and comments. */
const CODE = readdirSync(HUB, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/[.-]texts\.ts$|\.spec\.ts$/.test(file))
  .map((file) => readFileSync(join(HUB, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''))
  .join('\n');

/** Texts of the pseudo-locale that the hub has in its code. All others are sent by the engine. */
export const hardCodedTexts = async (page: Page): Promise<string[]> =>
  (await unmarkedTexts(page)).filter((text) => /^\p{Lu}\p{Ll}+/u.test(text) && text !== BRAND && CODE.includes(text));
