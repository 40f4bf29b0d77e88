// The published linters: how each is asked by its own code, and what its checks are about.
//
// A tool has `checks`: which of our rules a finding of a check may answer to (`answers`),
// which of them the tool sets out to find (`own`), and phrases that it has to find by its own
// documentation or lists (`bad`). It has `good` phrases, the languages that it has words for, and `load`,
// which returns a function from a phrase to findings: `{check, element, words}`. `words`
// are there if the tool names some; else the finding is about the element's text.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { JSDOM, VirtualConsole } from 'jsdom'

const require = createRequire(import.meta.url)
const source = (file) => readFileSync(new URL(`node_modules/${file}`, import.meta.url), 'utf8')

// One window for all phrases: to build one, and to load an engine into it, takes longer than
// to check a phrase. What jsdom cannot do (styles of pseudo-elements) it would say each time.
const url = 'https://newsroom.example/story'
const empty = '<!doctype html><html lang="en"><head><title>Story</title></head><body><main></main></body></html>'
const { window } = new JSDOM(empty, { url, runScripts: 'outside-only', virtualConsole: new VirtualConsole() })
const { document } = window
export const main = document.querySelector('main')

// Nothing is laid out here, and a picture without a size would pass for a tracker.
for (const name of ['width', 'height']) Object.defineProperty(window.HTMLImageElement.prototype, name, { value: 600 })

export function show (phrase) {
  document.documentElement.lang = phrase.lang
  main.innerHTML = phrase.html
}

const links = () => [...main.querySelectorAll('a[href]')]
const textOf = (element) => element.textContent.replace(/\s+/g, ' ').trim()

// ---------------------------------------------------------------- what checks are about

const linkText = (...bad) => ({
  answers: ['empty-link-text', 'link-is-instruction', 'operates-page', 'promo-label'], own: ['empty-link-text'], bad,
})
const only = (rule, ...bad) => ({ answers: [rule], own: [rule], bad })
const emptyLink = (...bad) => only('link-without-text', ...bad)
// A picture without words may be all that a link has.
const picture = (...bad) => ({ answers: ['image-without-words', 'link-without-text'], own: ['image-without-words'], bad })

const CLICK_HERE = '<p>To see all of our basketball videos, <a href="/videos">click here</a>.</p>'
const HERE = '<p>The tutorial is <a href="/tutorial">here</a>.</p>'
const GOOD_LINK = '<p>We have <a href="/videos">basketball videos</a> of 1931.</p>'
const EMPTY_LINK = '<p><a href="/videos"></a>It is final.</p>'
const TWICE = '<p><a href="/a">The minutes</a> and <a href="/b">the minutes</a></p>'
const NO_ALT = '<p>The pier: <img src="/pier.jpg"></p>'
const GOOD_PICTURE = '<p>The pier: <img src="/pier.jpg" alt="Two boats beside a wooden pier"></p>'
const pictureOf = (alt) => `<p><img src="/pier.jpg" alt="${alt}"></p>`
const linkedPictureOf = (alt) => `<p><a href="/pier"><img src="/pier.jpg" alt="${alt}"></a></p>`

// ---------------------------------------------------------------- the tools

const lighthouse = {
  languages: ['en', 'de', 'es', 'pt', 'ja'],
  checks: { 'link-text': linkText(CLICK_HERE, HERE) },
  good: [GOOD_LINK],
  async load () {
    const { default: audit } = await import('lighthouse/core/audits/seo/link-text.js')
    return () => {
      const elements = links()
      // What its gatherer hands to the audit. The items that come back name no element.
      const anchors = elements.map((a) => ({ href: a.href, rel: a.rel, text: textOf(a), textLang: a.closest('[lang]').lang }))
      const fails = (AnchorElements) =>
        audit.audit({ URL: { finalDisplayedUrl: url }, AnchorElements }).score === 0
      return elements.filter((_, at) => fails([anchors[at]])).map((element) => ({ check: 'link-text', element }))
    }
  },
}

const sa11y = {
  languages: ['en', 'de', 'fr', 'es', 'pt', 'ja'],
  checks: {
    LINK_STOPWORD: linkText('<p><a href="/a">Learn more</a></p>', HERE),
    LINK_CLICK_HERE: linkText('<p><a href="/a">Click on the map of the bay</a></p>'),
    LINK_URL: only('url-as-text', '<p><a href="/a">https://data.example.org/fisheries/2026/landings.csv</a></p>'),
    LINK_IDENTICAL_NAME: only('same-text-other-target', TWICE),
    LINK_EMPTY: emptyLink(EMPTY_LINK),
    LINK_EMPTY_NO_LABEL: emptyLink('<p><a href="/a"><span></span></a></p>'),
    LINK_IMAGE_NO_ALT_TEXT: emptyLink(linkedPictureOf('')),
    MISSING_ALT_LINK: picture('<p><a href="/a"><img src="/pier.jpg"></a></p>'),
    MISSING_ALT: picture(NO_ALT),
    ALT_FILE_EXT: picture(pictureOf('IMG_2041.jpg')),
    ALT_PLACEHOLDER: picture(pictureOf('photo')),
    ALT_UNPRONOUNCEABLE: picture(pictureOf('- -')),
    ALT_MAYBE_BAD: picture(pictureOf('pier_1234567890_abcdef')),
    LINK_ALT_FILE_EXT: picture(linkedPictureOf('IMG_2041.jpg')),
    LINK_PLACEHOLDER_ALT: picture(linkedPictureOf('photo')),
    LINK_ALT_UNPRONOUNCEABLE: picture(linkedPictureOf('- -')),
    LINK_ALT_MAYBE_BAD: picture(linkedPictureOf('pier_1234567890_abcdef')),
  },
  good: [GOOD_LINK, GOOD_PICTURE],
  async load () {
    window.eval(source('sa11y/dist/js/sa11y.umd.js'))
    const files = { en: 'en', de: 'de', fr: 'fr', es: 'es', pt: 'ptBR', ja: 'ja' }
    const strings = {}
    for (const [language, file] of Object.entries(files)) {
      window.eval(source(`sa11y/dist/js/lang/${file}.umd.js`))
      strings[language] = window[`Sa11yLang${file[0].toUpperCase()}${file.slice(1)}`].strings
    }
    // There is nothing to draw on, and colours are no words.
    const { Lang } = window.Sa11y
    Lang.addI18n(strings.en)
    const checker = new window.Sa11y.Sa11y({ checkRoot: 'main', headless: true, contrastPlugin: false })
    return async (phrase) => {
      Lang.addI18n(strings[phrase.lang])
      await checker.checkAll()
      return checker.results.filter((one) => one.type !== 'good').map(({ test, element }) => ({ check: test, element }))
    }
  },
}

const axe = {
  languages: ['en', 'de', 'fr', 'es', 'pt', 'ja'],
  checks: {
    'link-name': emptyLink(EMPTY_LINK, linkedPictureOf('')),
    'image-alt': picture(NO_ALT),
    'identical-links-same-purpose': only('same-text-other-target', TWICE),
  },
  good: [GOOD_LINK, GOOD_PICTURE],
  async load () {
    window.eval(source('axe-core/axe.min.js'))
    return async () => {
      const said = await window.axe.run(main, { runOnly: Object.keys(axe.checks), elementRef: true })
      return [...said.violations, ...said.incomplete].flatMap(({ id, nodes }) =>
        nodes.map(({ element }) => ({ check: id, element })))
    }
  },
}

const markdownlint = {
  languages: ['en'],
  checks: { MD059: linkText(CLICK_HERE, HERE) },
  good: [GOOD_LINK],
  async load () {
    const { lint } = await import('markdownlint/sync')
    const config = { default: false, MD059: true }
    return () => links().filter((a) => {
      const text = textOf(a).replace(/[\\[\]*_`<]/g, '\\$&')
      return lint({ strings: { link: `[${text}](<${a.getAttribute('href')}>)\n` }, config }).link.length > 0
    }).map((element) => ({ check: 'MD059', element }))
  },
}

const jsxA11y = {
  languages: ['en'],
  checks: {
    'anchor-ambiguous-text': linkText('<a href="/a">here</a>', '<a href="/a">learn more</a>'),
    'anchor-has-content': emptyLink('<a href="/a"></a>'),
    'alt-text': picture('<img src="/pier.jpg">'),
  },
  good: ['<a href="/a">read this tutorial</a>', GOOD_PICTURE],
  async load () {
    const { Linter } = await import('eslint')
    const { default: plugin } = await import('eslint-plugin-jsx-a11y')
    const linter = new Linter()
    const serializer = new window.XMLSerializer()
    const languageOptions = { parserOptions: { ecmaFeatures: { jsx: true } } }
    const verify = (element, checks) => {
      const jsx = serializer.serializeToString(element).replace(/[{}]/g, (c) => `&#${c.codePointAt(0)};`)
      const rules = Object.fromEntries(checks.map((check) => [`jsx-a11y/${check}`, 'error']))
      const said = linter.verify(`const one = ${jsx}`, { plugins: { 'jsx-a11y': plugin }, languageOptions, rules })
      if (said.some(({ fatal }) => fatal)) throw new Error(`${said[0].message}: ${jsx}`)
      return said.map(({ ruleId }) => ({ check: ruleId.replace('jsx-a11y/', ''), element }))
    }
    return () => [
      ...links().flatMap((link) => verify(link, ['anchor-ambiguous-text', 'anchor-has-content'])),
      ...[...main.querySelectorAll('img')].flatMap((image) => verify(image, ['alt-text'])),
    ]
  },
}

const ibm = {
  languages: ['en'],
  checks: {
    text_sensory_misuse: {
      answers: ['points-at-place', 'names-the-page', 'picture-position', 'operates-page', 'look-is-meaning'],
      own: ['points-at-place', 'picture-position'],
      bad: ['<p>Select the button on the right.</p>', '<p>Press the square button.</p>'],
    },
    a_text_purpose: emptyLink(EMPTY_LINK),
    img_alt_valid: picture(NO_ALT),
    img_alt_misuse: picture(pictureOf('pier.jpg')),
  },
  good: [GOOD_LINK, GOOD_PICTURE, '<p>Select the Delete button.</p>'],
  async load () {
    for (const name of ['document', 'Node', 'NodeFilter', 'Element', 'HTMLElement']) globalThis[name] = window[name]
    globalThis.window = window
    globalThis.getComputedStyle = window.getComputedStyle.bind(window)
    const { Checker } = require('accessibility-checker-engine/ace-node.js')
    const checker = new Checker()
    // A guideline of these rules alone: the others take most of the time.
    const rules = Object.keys(ibm.checks).map((id) => ({ id, level: 'VIOLATION' }))
    checker.addGuideline({ id: 'asked', name: 'asked', checkpoints: [{ rules }] })
    return async () => {
      const { results } = await checker.check(document, ['asked'])
      return results.filter(({ value }) => value[1] !== 'PASS').map(({ ruleId, node, messageArgs }) => ({
        check: ruleId,
        element: node,
        words: ruleId === 'text_sensory_misuse' ? messageArgs[0].split(', ') : undefined,
      }))
    }
  },
}

export const TOOLS = {
  lighthouse, sa11y, 'axe-core': axe, markdownlint, 'eslint-plugin-jsx-a11y': jsxA11y, 'accessibility-checker-engine': ibm,
}

export const versionOf = (name) => JSON.parse(source(`${name}/package.json`)).version
