// Asks the published linters about the phrases of tests/data/lint.jsonl, and counts.
//
//     node ask.mjs PHRASES OURS
//
// PHRASES is that file, OURS what the example `pipeline` says of it. Each phrase becomes
// the smallest page, node or document that a tool reads, and its own published lists decide
// what it says. It prints the table of README.md.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { JSDOM } from 'jsdom'

const require = createRequire(import.meta.url)
const quiet = Object.assign({}, console)
const [phrasesFile, oursFile] = process.argv.slice(2)
const linesOf = (file) => readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
const phrases = linesOf(phrasesFile)

// Which kind of phrase each rule is about.
const KINDS = {
  calls: ['empty-link-text', 'link-is-instruction', 'operates-page', 'promo-label'],
  places: ['points-at-place', 'names-the-page', 'picture-position'],
  links: ['url-as-text', 'url-differs', 'same-text-other-target', 'link-without-text'],
  markup: ['struck-text', 'raised-number', 'quotation-by-markup', 'image-without-words', 'look-is-meaning',
    'number-of-list', 'words-in-attribute'],
}
const kindOf = (rule) => Object.keys(KINDS).find((kind) => KINDS[kind].includes(rule))

const page = (phrase) =>
  new JSDOM(`<!doctype html><html lang="${phrase.lang}"><head><title>Phrase</title></head><body><main>${phrase.html}</main></body></html>`,
    { url: 'https://newsroom.example/story', pretendToBeVisual: true, runScripts: 'outside-only' })
const links = (dom) => [...dom.window.document.querySelectorAll('a[href]')]
const squeezed = (text) => text.replace(/\s+/g, ' ').trim()

// ---------------------------------------------------------------- the tools
// Each answers with findings: what they are about, and the words.

async function lighthouse () {
  const { default: LinkText } = await import('lighthouse/core/audits/seo/link-text.js')
  return (phrase) => {
    const dom = page(phrase)
    const anchors = links(dom).map((a) => ({
      href: a.href, rel: a.rel, text: a.textContent, textLang: a.closest('[lang]').lang,
    }))
    const artifacts = { URL: { finalDisplayedUrl: 'https://newsroom.example/story' }, AnchorElements: anchors }
    return LinkText.audit(artifacts).details.items.map((item) => ({ about: 'link', words: item.text }))
  }
}

async function markdownlint () {
  const { lint } = await import('markdownlint/sync')
  return (phrase) => links(page(phrase)).flatMap((a) => {
    const text = squeezed(a.textContent).replace(/[\\[\]*_`<]/g, '\\$&')
    const strings = { link: `[${text}](<${a.getAttribute('href')}>)\n` }
    const said = lint({ strings, config: { default: false, MD059: true } })
    return said.link.map(() => ({ about: 'link', words: squeezed(a.textContent) }))
  })
}

async function jsxA11y () {
  const { Linter } = await import('eslint')
  const { default: plugin } = await import('eslint-plugin-jsx-a11y')
  const linter = new Linter()
  const config = {
    plugins: { 'jsx-a11y': plugin },
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    rules: { 'jsx-a11y/anchor-ambiguous-text': 'error' },
  }
  return (phrase) => links(page(phrase)).flatMap((a) => {
    const text = squeezed(a.textContent).replace(/[&<>{}]/g, (c) => `&#${c.codePointAt(0)};`)
    const said = linter.verify(`const link = <a href=${JSON.stringify(a.href)}>${text}</a>`, config)
    if (said.some((message) => message.fatal)) throw new Error(said[0].message)
    return said.map(() => ({ about: 'link', words: squeezed(a.textContent) }))
  })
}

async function axe () {
  const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
  const rules = ['link-name', 'image-alt', 'identical-links-same-purpose']
  return async (phrase) => {
    const { window } = page(phrase)
    window.eval(source)
    const said = await window.axe.run(window.document, {
      runOnly: { type: 'rule', values: rules },
      rules: { 'identical-links-same-purpose': { enabled: true } },
    })
    const found = [...said.violations, ...said.incomplete].flatMap((rule) =>
      rule.nodes.map((node) => {
        const element = window.document.querySelector(node.target[0])
        return { about: rule.id === 'image-alt' ? 'picture' : 'link', words: squeezed(element.textContent) }
      }))
    window.close()
    return found
  }
}

async function ibm () {
  const ace = require('accessibility-checker-engine/ace-node.js')
  return async (phrase) => {
    const { window } = page(phrase)
    for (const name of ['document', 'Node', 'NodeFilter', 'Element', 'HTMLElement']) globalThis[name] = window[name]
    globalThis.window = window
    globalThis.getComputedStyle = window.getComputedStyle.bind(window)
    const checker = new ace.Checker()
    const report = await checker.check(window.document, ['IBM_Accessibility'])
    const said = report.results.filter((one) =>
      one.ruleId === 'text_sensory_misuse' && one.value[1] !== 'PASS')
    return said.flatMap((one) => one.messageArgs.flatMap((words) =>
      words.split(',').map((word) => ({ about: 'words', words: word.trim() }))))
  }
}

async function sa11y () {
  const read = (file) => readFileSync(new URL(`node_modules/sa11y/dist/js/${file}`, import.meta.url), 'utf8')
  const library = read('sa11y.umd.js')
  const words = { en: 'en', de: 'de', fr: 'fr', es: 'es', pt: 'ptBR', ja: 'ja' }
  const languages = Object.fromEntries(Object.entries(words).map(([tag, file]) => [tag, read(`lang/${file}.umd.js`)]))
  return async (phrase) => {
    const { window } = page(phrase)
    // Colours are no words: they are not asked for, and there is nothing to draw on.
    window.HTMLCanvasElement.prototype.getContext = () => new Proxy({}, { get: () => () => ({ data: [0, 0, 0, 0] }), set: () => true })
    const done = new Promise((resolve) => {
      window.document.addEventListener('sa11y-check-complete', (event) => resolve(event.detail.results))
    })
    window.eval(library)
    window.eval(languages[phrase.lang])
    const code = words[phrase.lang][0].toUpperCase() + words[phrase.lang].slice(1)
    window.eval(`Sa11y.Lang.addI18n(Sa11yLang${code}.strings)
      new Sa11y.Sa11y({ checkRoot: 'main', headless: true, contrastPlugin: false })`)
    const results = await done
    const said = results.filter((one) => one.type !== 'good' && /^(LINK|ALT|MISSING_ALT|LINK_ALT)/.test(one.test))
    const found = said.map((one) => ({
      about: one.element.tagName === 'IMG' ? 'picture' : 'link',
      words: squeezed(one.element.textContent),
    }))
    window.close()
    return found
  }
}

const TOOLS = [
  ['lighthouse', '`link-text`', lighthouse],
  ['sa11y', 'link text, pictures', sa11y],
  ['axe-core', '`link-name`, `image-alt`, `identical-links-same-purpose`', axe],
  ['markdownlint', 'MD059', markdownlint],
  ['eslint-plugin-jsx-a11y', '`anchor-ambiguous-text`', jsxA11y],
  ['accessibility-checker-engine', '`text_sensory_misuse`', ibm],
]

// ---------------------------------------------------------------- counting

const fold = (text) => squeezed(text).toLowerCase()

// Whether a finding is about the words of a hit. Generous: a tool that reports a link has
// found what is said in it, and one that reports a word has found the phrase around it.
function isAbout (finding, hit) {
  const [one, other] = [fold(finding.words), fold(hit.words)]
  if (finding.about === 'picture') return hit.rule === 'image-without-words'
  if (one === '') return hit.rule === 'link-without-text'
  return one.includes(other) || other.includes(one)
}

const emptyCount = () => ({ found: 0, missed: 0, wrong: 0, calls: [0, 0], places: [0, 0], links: [0, 0], markup: [0, 0] })

function count (counts, phrase, findings, agrees) {
  for (const hit of phrase.hits) {
    const isFound = findings.some((finding) => agrees(finding, hit))
    counts[isFound ? 'found' : 'missed'] += 1
    const kind = counts[kindOf(hit.rule)]
    kind[0] += isFound ? 1 : 0
    kind[1] += 1
  }
  counts.wrong += findings.filter((finding) => !phrase.hits.some((hit) => agrees(finding, hit))).length
}

const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'ja']
const SETS = ['tune', 'held']

async function counted (ask, agrees) {
  const counts = {}
  for (const phrase of phrases) {
    const findings = await ask(phrase)
    const key = `${phrase.set} ${phrase.lang}`
    counts[key] ??= emptyCount()
    count(counts[key], phrase, findings, agrees)
  }
  return counts
}

function sum (counts, keys) {
  const all = emptyCount()
  for (const key of keys) {
    for (const name of ['found', 'missed', 'wrong']) all[name] += counts[key][name]
    for (const kind of Object.keys(KINDS)) counts[key][kind].forEach((n, at) => { all[kind][at] += n })
  }
  return all
}

const share = (part, all) => (all === 0 ? '–' : (part / all).toFixed(2).replace(/^0/, ''))
const both = (c) => `${share(c.found, c.found + c.wrong)}, ${share(c.found, c.found + c.missed)}`

function print (rows) {
  const table = (heads, lines) => quiet.log([
    `| ${heads.join(' | ')} |`,
    `|---|${'--:|'.repeat(heads.length - 1)}`,
    ...lines.map((line) => `| ${line.join(' | ')} |`),
    '',
  ].join('\n'))
  const languages = (sets) => rows.map(([name, , counts]) => {
    const of = (some) => sum(counts, sets.flatMap((set) => some.map((language) => `${set} ${language}`)))
    return [name, both(of(LANGUAGES)), ...LANGUAGES.map((language) => both(of([language])))]
  })
  quiet.log('All phrases:\n')
  table(['precision, recall', 'all', ...LANGUAGES], languages(SETS))
  quiet.log('Those alone that our tables were never tuned to:\n')
  table(['precision, recall', 'all', ...LANGUAGES], languages(['held']))
  quiet.log('What was found of each kind, in all languages, and what was wrong:\n')
  table(['found of all', ...Object.keys(KINDS), 'wrong'], rows.map(([name, , counts]) => {
    const all = sum(counts, Object.keys(counts))
    return [name, ...Object.keys(KINDS).map((kind) => `${all[kind][0]} of ${all[kind][1]}`), all.wrong]
  }))
  quiet.log('Who was asked:\n')
  quiet.log(rows.map(([name, what]) => `* ${name}: ${what}`).join('\n'))
}

// Ours, as the pipeline wrote it: a finding is right if it is of the rule, too.
const NOT_COUNTED = ['url-as-text', 'url-differs', 'same-text-other-target', 'words-in-attribute']
const said = new Map(linesOf(oursFile).map((line) => [line.id, line.lints]))
const ours = (phrase) => said.get(phrase.id).filter((lint) =>
  phrase.hits.length > 0 || !NOT_COUNTED.includes(lint.rule))
const agreesWithOurs = (lint, hit) =>
  lint.rule === hit.rule && (hit.words === '' || lint.words.includes(hit.words) || hit.words.includes(lint.words))

// What the tools print themselves is not the table.
for (const name of ['log', 'warn', 'error', 'info', 'debug']) console[name] = () => {}
const rows = []
for (const [name, rules, make] of TOOLS) {
  const { version } = JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url)))
  rows.push([name, `${version}, ${rules}`, await counted(await make(), isAbout)])
}
rows.push(['ours', 'all rules', await counted(ours, agreesWithOurs)])
print(rows)
