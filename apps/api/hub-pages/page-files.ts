import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of pages below `/hub`, such as `tickets/$ticketId`, with the names of the files that each needs. */
type FilesByPath = Readonly<Record<string, readonly string[]>>;

interface Page {
  readonly segments: readonly string[];
  readonly link: string;
}

/** Resources of a page as a `Link` header has them (RFC 8288, HTML): scripts are parsed, too, and styles loaded. */
const linkOf = (files: readonly string[]): string =>
  files
    .map((file) => `</hub/${file}>; rel=${file.endsWith('.css') ? 'preload; as=style' : 'modulepreload'}; crossorigin`)
    .join(', ');

/** Returns true if the page shows the path, or one below it. */
const shows = ({ segments }: Page, path: readonly string[]): boolean =>
  segments.length <= path.length && segments.every((segment, at) => segment.startsWith('$') || segment === path[at]);

/**
 * The files that pages of the hub need in addition to those that index.html names. A browser that learns of them with
 * the page loads all at the same time; otherwise, it would learn of them once the first ones have run.
 */
export class PageFiles {
  private readonly pages: readonly Page[];

  constructor(files: FilesByPath) {
    this.pages = Object.entries(files)
      .map(([path, names]) => ({ segments: path.split('/'), link: linkOf(names) }))
      // The most precise path comes first.
      .toSorted((a, b) => b.segments.length - a.segments.length);
  }

  /** Reads the list that the build of the hub has written to its folder. */
  static of(folder: string): PageFiles {
    return new PageFiles(JSON.parse(readFileSync(join(folder, 'page-files.json'), 'utf8')) as FilesByPath);
  }

  /** `Link` header for a path below `/hub/`; undefined if the page needs no further files, or is unknown. */
  linkFor(path: string): string | undefined {
    const segments = path.split('/');
    return this.pages.find((page) => shows(page, segments))?.link;
  }
}
