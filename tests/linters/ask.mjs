// Asks published linters about the phrases of tests/data/lint.jsonl, and counts.
//
//     node ask.mjs PHRASES OURS
//
// PHRASES is that file, OURS what the example `pipeline` says of it. It prints the tables of
// README.md. It fails if a tool does not find what its own documentation calls wrong, or finds
// something in what is good: then it was not asked in the right way.

import { readFileSync } from 'node:fs'
import { TOOLS, main, show, versionOf } from './tools.mjs'

const linesOf = (file) => readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
const [phrases, ours] = process.argv.slice(2).map(linesOf)
if (phrases.some(({ id }, at) => ours[at].id !== id)) throw new Error('OURS is about other phrases')

const KINDS = {
  'empty links': ['empty-link-text'],
  calls: ['link-is-instruction', 'operates-page', 'promo-label'],
  places: ['points-at-place', 'names-the-page', 'picture-position'],
  links: ['url-as-text', 'url-differs', 'same-text-other-target', 'link-without-text'],
  pictures: ['image-without-words'],
  markup: ['struck-text', 'raised-number', 'quotation-by-markup', 'look-is-meaning', 'number-of-list', 'words-in-attribute'],
}

// As in tests/it/lint/set.rs: innocent lines were not chosen for what these are about.
const NOT_COUNTED = ['url-as-text', 'url-differs', 'same-text-other-target', 'words-in-attribute',
  'deprecated-entry', 'retired-entry']

// ---------------------------------------------------------------- places

// Where some words are in a text, as pairs of offsets. Those of a picture are nowhere.
function placesOf (words, text, from = 0) {
  const places = []
  for (let at = text.indexOf(words); words !== '' && at !== -1; at = text.indexOf(words, at + 1)) {
    places.push([from + at, from + at + words.length])
  }
  return places
}

const overlap = (some, others) => some.some(([start, end]) => others.some(([from, to]) => start < to && from < end))

// A finding of a tool: which of our rules it may answer to, and where.
function located ({ element, words }, answers) {
  const before = main.ownerDocument.createRange()
  before.setStart(main, 0)
  before.setEndBefore(element)
  const from = before.toString().length
  const text = element.textContent
  return { answers, places: (words ?? [text]).flatMap((some) => placesOf(some, text, from)) }
}

// A lint of ours. Its addresses count characters, offsets here count units of UTF-16.
function locatedLint ({ rule, start, end }, text) {
  const offset = (address) => [...text].slice(0, address).join('').length
  return { answers: [rule], places: [[offset(start), offset(end)]] }
}

// ---------------------------------------------------------------- asking

async function askTool (name) {
  const { checks, good, load } = TOOLS[name]
  const check = await load()
  const ask = async (phrase) => {
    show(phrase)
    return (await check(phrase)).filter((finding) => Object.hasOwn(checks, finding.check))
  }
  for (const [id, { bad }] of Object.entries(checks)) {
    for (const html of bad) {
      const said = await ask({ lang: 'en', html })
      if (!said.some((finding) => finding.check === id)) throw new Error(`${name} ${id} does not find ${html}`)
    }
  }
  for (const html of good) {
    for (const finding of await ask({ lang: 'en', html })) throw new Error(`${name} ${finding.check} finds ${html}`)
  }
  const answers = []
  for (const phrase of phrases) {
    const findings = await ask(phrase)
    answers.push({
      text: main.textContent, findings: findings.map((finding) => located(finding, checks[finding.check].answers)),
    })
  }
  return answers
}

const askOurs = () => ours.map(({ text, lints }) => ({ text, findings: lints.map((lint) => locatedLint(lint, text)) }))

// ---------------------------------------------------------------- counting

// Each hit with whether it was found, and how many findings were wrong.
function judged ({ text, findings }, { hits }) {
  const isRight = (finding, hit) => finding.answers.includes(hit.rule) &&
    (hit.words === '' || overlap(finding.places, placesOf(hit.words, text)))
  const counted = findings.filter(({ answers }) => hits.length > 0 || answers.some((rule) => !NOT_COUNTED.includes(rule)))
  return {
    hits: hits.map((hit) => ({ rule: hit.rule, isFound: findings.some((finding) => isRight(finding, hit)) })),
    wrong: counted.filter((finding) => !hits.some((hit) => isRight(finding, hit))).length,
  }
}

function count (answers, isAsked, rules) {
  const sum = { found: 0, missed: 0, wrong: 0 }
  answers.forEach((answer, at) => {
    if (!isAsked(phrases[at])) return
    const { hits, wrong } = judged(answer, phrases[at])
    sum.wrong += wrong
    for (const hit of hits) {
      if (!rules || rules.includes(hit.rule)) sum[hit.isFound ? 'found' : 'missed'] += 1
    }
  })
  return sum
}

const share = (part, other) => (part + other === 0 ? '–' : (part / (part + other)).toFixed(2))
const both = ({ found, missed, wrong }) => `${share(found, wrong)}, ${share(found, missed)}`
const part = ({ found, missed }) => (found + missed === 0 ? '–' : `${found} of ${found + missed}`)

function print (heads, rows) {
  console.log([heads, heads.map((_, at) => (at === 0 ? '---' : '--:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`).join('\n') + '\n')
}

const all = Object.values(KINDS).flat()
const rows = []
for (const [name, { checks, languages }] of Object.entries(TOOLS)) {
  const own = Object.values(checks).flatMap((check) => check.own)
  rows.push({ name: `${name} ${versionOf(name)}`, answers: await askTool(name), languages, own })
}
rows.push({ name: '**standoff**', answers: askOurs(), languages: TOOLS.sa11y.languages, own: all })

function figures (isIn) {
  const heads = ['precision, recall', 'all', 'English', 'others', 'its languages', 'its own, in them']
  print(heads, rows.map(({ name, answers, languages, own }) => {
    const isIts = ({ lang }) => languages.includes(lang)
    const of = (isAsked, rules) => count(answers, (phrase) => isIn(phrase) && isAsked(phrase), rules)
    return [name, both(of(() => true)), both(of(({ lang }) => lang === 'en')), both(of(({ lang }) => lang !== 'en')),
      both(of(isIts)), part(of(isIts, own))]
  }))
}

console.log('All phrases:\n')
figures(() => true)
console.log('Those that our tables were never tuned to:\n')
figures(({ set }) => set === 'held')
console.log('Found of each kind in English, and what was wrong:\n')
const isEnglish = ({ lang }) => lang === 'en'
print(['found in English', ...Object.keys(KINDS), 'wrong'], rows.map(({ name, answers }) => [
  name, ...Object.values(KINDS).map((rules) => part(count(answers, isEnglish, rules))), count(answers, isEnglish).wrong,
]))
