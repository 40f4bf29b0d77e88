// Requests to answer: what the repository has, and pages that a small generator writes.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const AUTHORITIES = [
  'article',
  'standard',
  '{"extends": "article", "tags": [{"id": 10000, "name": "station", "attributes": [{"id": 1, "name": "id", "value": "text"}]}]}',
];
const POLICIES = [
  '{"artefacts": "editors"}',
  '{}',
  '{"placement": "phrasing", "newlines": "break"}',
  '{"admit": ["p", "em", "a", "ul", "li"], "newlines": "paragraphs", "rest": "strip"}',
  '{"max_findings": 3}',
];
const PROFILES = ['', '{"extends": "text", "rules": {"em": {"surround": ["*", "*"]}}, "charset": "gsm-03.38", "limits": [{"unit": "septets", "most": 160}]}'];
const LANGUAGES = ['en', 'de', 'ja', ''];
const MOST = [null, 2000, 10, 0];

// Numbers that are the same on every machine.
const numbers = (seed) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

const NAMES = ['p', 'em', 'strong', 'b', 'i', 'a', 'ul', 'ol', 'li', 'h2', 'h3', 'blockquote', 'q', 'sup', 'sub', 'del', 'ins', 'table', 'tr', 'td', 'br', 'img', 'hr', 'pre', 'code', 'figure', 'figcaption', 'span', 'div', 'blink', 'script', 'style', 'svg', 'o:p', 'station', 'details', 'summary', 'ruby', 'rt'];
const ATTRIBUTES = ['', '', '', ' href="/a?b=1&amp;c"', ' href=javascript:x', ' onclick=y()', ' title="Née"', ' style="font-weight:700"', ' src=/p.jpg alt="a pier"', ' class=MsoNormal', ' id=WBUR', ' lang=de', ' start=3'];
const WORDS = ['click here', 'the chart below', 'snow', 'Zoë', '表示', '10', '😀', '👩‍🚀', 'e\u0301', '\u{FEFF}', '&mdash;', '&nbsp;', '&notanentity;', '&#x1F3B6;', '<', '&', '\r\n', '\n\n', '\t', ' ', '\0', '\u{FFFE}', 'https://npr.org/2012/12/21/snow', '–', '“quoted”', '<!-- note -->', '"', "'"];

const generated = (next) => {
  const one = (list) => list[Math.floor(next() * list.length)];
  let text = '';
  const open = [];
  for (let left = 5 + next() * 60; left > 0; left -= 1) {
    const dice = next();
    if (dice < 0.35) {
      const name = one(NAMES);
      text += `<${name}${one(ATTRIBUTES)}>`;
      open.push(name);
    } else if (dice < 0.6 && open.length > 0) {
      text += `</${next() < 0.9 ? open.pop() : one(NAMES)}>`;
    } else {
      text += one(WORDS) + (next() < 0.5 ? ' ' : '');
    }
  }
  return text;
};

// Every string in data, as far down as it is.
const strings = (value) => {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
};

export const requests = (repository, corpus, profiles, least) => {
  const read = (path) => readFileSync(join(repository, path), 'utf8');
  const lines = (path) => read(path).split('\n').filter(Boolean).flatMap((line) => strings(JSON.parse(line)));
  const markup = (text) => /[<&]/.test(text);
  const sources = [
    read('README.md'),
    read('SECURITY.md'),
    read('examples/platforms/story.html'),
    read('examples/editor_session/story.html'),
    ...lines('tests/data/security.jsonl').filter(markup).slice(0, 60),
    ...lines('tests/data/editors-html.jsonl').filter(markup).slice(0, 40),
    ...pages(join(repository, 'tests/data/editors')),
    ...(corpus ? pages(corpus) : []),
  ];
  const next = numbers(18);
  while (sources.length < least) sources.push(generated(next));
  const turn = (list, index) => list[index % list.length];
  return sources.map((source, index) => ({
    source,
    authority: turn(AUTHORITIES, index),
    policy: turn(POLICIES, index),
    profile: turn(PROFILES, index),
    language: turn(LANGUAGES, index),
    profiles: index % 7 === 0 ? [] : profiles,
    most: turn(MOST, Math.floor(index / 4)),
  }));
};

export const pages = (folder) => readdirSync(folder).filter((name) => name.endsWith('.html')).sort()
  .map((name) => readFileSync(join(folder, name), 'utf8'));
