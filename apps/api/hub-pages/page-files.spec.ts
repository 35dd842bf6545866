import { PageFiles } from './page-files.js';

const files = new PageFiles({
  desk: ['assets/desk.js', 'assets/desk.css'],
  'desk/new': ['assets/new.js'],
  'teams/$teamId': ['assets/team.js'],
});

const desk =
  '</hub/assets/desk.js>; rel=modulepreload; crossorigin, ' +
  '</hub/assets/desk.css>; rel=preload; as=style; crossorigin';

describe('the files of a page', () => {
  it.each([
    ['desk', desk],
    ['desk/4711', desk],
    ['desk/new', '</hub/assets/new.js>; rel=modulepreload; crossorigin'],
    ['teams/acme', '</hub/assets/team.js>; rel=modulepreload; crossorigin'],
    ['teams', undefined],
    ['', undefined],
  ])('of %j are those of the most precise path', (path, expected) => {
    expect(files.linkFor(path)).toBe(expected);
  });
});
