// The files into which the build puts the code of the hub, and which of them a page needs.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const HUB = join(import.meta.dirname, '..', '..', 'apps', 'hub');
const BOOT = join(HUB, 'boot.ts');
const MAIN = join(HUB, 'main.tsx');
const PAGES = join(HUB, 'pages');

/** Modules that a module imports, directly or not, and itself; not those that it imports when they are needed. */
const importedBy = (id, context, found = new Set()) => {
  if (found.has(id)) return found;
  found.add(id);
  for (const one of context.getModuleInfo(id)?.importedIds ?? []) importedBy(one, context, found);
  return found;
};

/** Returns a function that is called once, and remembered. */
const once = (compute) => {
  let value;
  return (...parameters) => (value ??= compute(...parameters));
};
const bootModules = once((context) => importedBy(BOOT, context));
const mainModules = once((context) => importedBy(MAIN, context));

/** Returns true for a module of the hub that imports no packages, directly or not, but those that all pages need. */
const isLight = (id, context) =>
  id.startsWith(HUB) &&
  [...importedBy(id, context)].every(
    (one) => one.startsWith(HUB) || mainModules(context).has(one) || /node_modules\/lucide-react/.test(one),
  );

const AREA = new RegExp(`^${PAGES}/(\\w+)/`);

/**
 * Files of modules that several scripts import, in the order of who takes a module. What a file imports is in it, too,
 * unless it is in one before: no two files import each other. Without these, a page would wait for dozens of requests
 * for some hundred bytes each, of which browsers send six at a time.
 */
const FILES = [
  // What boot.ts needs at once.
  { name: (id, context) => (id !== BOOT && bootModules(context).has(id) ? 'boot' : null) },
  // What every page needs: packages change more rarely than the hub.
  { name: (id, context) => (mainModules(context).has(id) && id.includes('node_modules') ? 'packages' : null) },
  { name: (id, context) => (id !== MAIN && mainModules(context).has(id) ? 'hub' : null) },
  // What many pages need.
  { name: (id, context) => (isLight(id, context) && !AREA.test(id) ? 'shared' : null), minShareCount: 4 },
  // What pages of an area need, and few others.
  { name: (id, context) => (isLight(id, context) ? (AREA.exec(id)?.[1] ?? 'few') : null), minShareCount: 2 },
];

/** `codeSplitting` of the build. */
export const hubFiles = {
  groups: FILES.map((file, index) => ({ debugName: `files ${index}`, priority: FILES.length - index, ...file })),
};

/** The chunk that begins with a module. */
const chunkOf = (bundle, module) => Object.values(bundle).find(({ facadeModuleId }) => facadeModuleId === module);

/** Code and styles that a chunk needs, with its own, but without those of a chunk that is there already. */
const filesOf = (bundle, name, files = new Set()) => {
  const { type, isEntry, imports = [], viteMetadata } = bundle[name];
  if (type !== 'chunk' || isEntry || files.has(name)) return files;
  files.add(name);
  for (const style of viteMetadata.importedCss) files.add(style);
  for (const one of imports) filesOf(bundle, one, files);
  return files;
};

/** Names in index.html what boot.ts imports: it is loaded at the same time, instead of after that script has run. */
export const preloadMain = {
  name: 'preload-main',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle }) =>
      [...filesOf(bundle, chunkOf(bundle, MAIN).fileName)]
        .filter((file) => !html.includes(file))
        .map((file) => ({
          tag: 'link',
          attrs: {
            rel: file.endsWith('.css') ? 'stylesheet' : 'modulepreload',
            crossorigin: true,
            href: `/hub/${file}`,
          },
          injectTo: 'head',
        })),
  },
};

/** A route and the page that it loads, as every routes.ts writes them. */
const ROUTE = /path: '([^']+)'(?:(?!createRoute)[^])*?lazyRouteComponent\(\(\) => import\('(.+?)\.js'\)/g;

/** The pages of the hub: their paths, and the modules that their routes load. */
const lazyPages = () =>
  readdirSync(PAGES).flatMap((area) => {
    const source = readFileSync(join(PAGES, area, 'routes.ts'), 'utf8');
    const pages = [...source.matchAll(ROUTE)].map(([, path, name]) => [
      path.replace(/^\//, ''),
      join(PAGES, area, `${name}.tsx`),
    ]);
    const written = source.split('lazyRouteComponent(').length - 1;
    if (pages.length !== written)
      throw new Error(`Of ${written} pages, ${pages.length} were found in ${area}/routes.ts.`);
    return pages;
  });

/** Writes the names of the files that each page needs, besides those in index.html: the engine tells the browser. */
export const listPageFiles = {
  name: 'list-page-files',
  generateBundle(_, bundle) {
    const first = filesOf(bundle, chunkOf(bundle, MAIN).fileName);
    const files = lazyPages().map(([path, module]) => [
      path,
      [...filesOf(bundle, chunkOf(bundle, module).fileName)].filter((file) => !first.has(file)),
    ]);
    const source = JSON.stringify(Object.fromEntries(files));
    this.emitFile({ type: 'asset', fileName: 'page-files.json', source });
  },
};
