const $ = (id) => document.getElementById(id);

// How much is drawn at most, so that the page stays quick: characters of the text, of an
// output, of a source with underlines; findings and rows.
const DRAWN = 20_000;
const SHOWN = 2_000;
const UNDERLINED = 200_000;
const LISTED = 100;
const SETTINGS = ['policy', 'authority', 'profile'];

// Nothing that comes from a source is ever read as HTML here: it is text of an element.
const make = (name, options = {}, ...children) => {
  const { class: classes, data, ...rest } = options;
  const element = document.createElement(name);
  if (classes) element.className = classes;
  Object.assign(element.dataset, data);
  for (const [key, value] of Object.entries(rest)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
};
const count = (number, one, many = `${one}s`) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

// The library, in its thread.

const waiting = new Map();
let asked = 0;
const thread = new Worker(URL.createObjectURL(new Blob([$('worker').textContent], { type: 'text/javascript' })));
const stop = (why) => {
  $('stopped').hidden = false;
  $('stopped').textContent = `The library does not run here (${why}). It needs WebAssembly with SIMD.`;
};
const send = (message) => new Promise((resolve, reject) => {
  asked += 1;
  waiting.set(asked, { resolve, reject });
  thread.postMessage({ id: asked, ...message });
});
thread.onmessage = ({ data: { id, answer, error } }) => {
  const { resolve, reject } = waiting.get(id);
  waiting.delete(id);
  if (error === undefined) resolve(answer);
  else reject(new Error(error));
};
thread.onerror = (event) => stop(event.message);
const ready = send({ module: $('module').textContent });
const answer = async (request) => {
  await ready;
  return send({ request: typeof request === 'string' ? request : JSON.stringify(request) });
};

// For the console, and for tests.
window.playground = { answer };

// The source.

const source = $('source');
let findings = [];
let current = -1;

const drawUnderlines = () => {
  const backdrop = $('backdrop');
  const text = source.value;
  if (text.length > UNDERLINED) {
    backdrop.replaceChildren();
    return;
  }
  // Where several findings cover a piece, the shortest one is meant.
  const borders = new Set([0, text.length]);
  for (const { utf16 } of findings) borders.add(utf16.start).add(utf16.end);
  const places = [...borders].filter((place) => place <= text.length).sort((a, b) => a - b);
  const cover = new Array(places.length).fill(-1);
  const at = new Map(places.map((place, index) => [place, index]));
  const length = (index) => findings[index].utf16.end - findings[index].utf16.start;
  const longestFirst = findings.map((_, index) => index).sort((a, b) => length(b) - length(a));
  for (const index of longestFirst) {
    const { start, end } = findings[index].utf16;
    cover.fill(index, at.get(start), at.get(end));
  }
  const pieces = places.slice(0, -1).map((place, index) => {
    const piece = text.slice(place, places[index + 1]);
    const finding = cover[index];
    if (finding < 0) return piece;
    return make('mark', { class: findings[finding].severity, data: { finding } }, piece);
  });
  // The last line feed has a line of its own in a field only.
  backdrop.replaceChildren(...pieces, '\n');
  scrollAlong();
};

const scrollAlong = () => {
  $('backdrop').scrollTop = source.scrollTop;
};

const atCaret = () => {
  const place = source.selectionStart;
  const isHere = ({ utf16 }) => utf16.start <= place && place < Math.max(utf16.end, utf16.start + 1);
  let found = -1;
  findings.forEach((finding, index) => {
    const shorter = found < 0
      || finding.utf16.end - finding.utf16.start < findings[found].utf16.end - findings[found].utf16.start;
    if (isHere(finding) && shorter) found = index;
  });
  return found;
};

const showCurrent = (index) => {
  if (index === current) return;
  current = index;
  const finding = findings[index];
  $('here').textContent = finding ? `${finding.severity}: ${finding.message}` : '';
  for (const mark of $('backdrop').children) mark.classList.toggle('current', mark.dataset.finding === String(index));
  [...$('findings').children].forEach((item, at) => item.firstChild.classList.toggle('current', at === index));
};

const goTo = (index) => {
  const { start, end } = findings[index].utf16;
  source.focus();
  source.setSelectionRange(start, end);
  const mark = $('backdrop').querySelector(`[data-finding="${index}"]`);
  if (mark) source.scrollTop = mark.offsetTop - source.clientHeight / 3;
  showCurrent(index);
};

const listFindings = (all) => {
  const shown = all ? findings : findings.slice(0, LISTED);
  $('findings').replaceChildren(...shown.map((finding, index) => {
    const { severity, message, line, column, caret } = finding;
    const button = make('button', { type: 'button', onclick: () => goTo(index) },
      make('b', { class: severity }, severity), ' ', message, ' ',
      make('small', {}, `line ${line}, column ${column}`),
      make('pre', { 'aria-hidden': 'true' }, caret));
    return make('li', {}, button);
  }));
  $('more-findings').hidden = shown.length === findings.length;
};

const insert = (text) => {
  source.focus();
  // Can be undone, but takes long for long texts.
  const isDone = text.length < DRAWN && document.execCommand('insertText', false, text);
  if (!isDone) {
    source.setRangeText(text, source.selectionStart, source.selectionEnd, 'end');
    changed();
  }
};

const showTip = (event) => {
  const under = document.elementsFromPoint(event.clientX, event.clientY);
  const mark = under.find((element) => element.dataset.finding !== undefined);
  const finding = mark && findings[mark.dataset.finding];
  const tip = $('tip');
  tip.hidden = !finding;
  if (!finding) return;
  tip.textContent = finding.message;
  tip.style.left = `${Math.min(event.clientX, innerWidth - tip.offsetWidth - 12)}px`;
  tip.style.top = `${event.clientY + 18}px`;
};

// The text and its spans.

const describe = ({ name, markup, range: [start, end], depth, attributes }) => {
  const values = attributes.map(([key, value]) => `, ${key}="${value}"`).join('');
  return `${name} (${markup}), ${start} to ${end}, depth ${depth}${values}`;
};

// How many spans stand one in the other below each: so far below the text its line is.
const heights = (spans) => {
  const found = spans.map(() => 0);
  const open = [];
  spans.forEach(({ depth }, index) => {
    open.length = Math.min(open.length, depth);
    open.push(index);
    open.forEach((outer, at) => { found[outer] = Math.max(found[outer], open.length - 1 - at); });
  });
  return found;
};

const drawText = ({ text, spans }) => {
  const drawn = make('div');
  const lines = heights(spans).map((height) => Math.min(height, 7));
  const open = [{ element: drawn, end: text.length }];
  let place = 0;
  const writeTo = (end) => {
    if (end > place) open.at(-1).element.append(text.slice(place, end));
    place = Math.max(place, end);
  };
  const close = () => {
    writeTo(open.at(-1).end);
    open.pop();
  };
  spans.forEach((span, index) => {
    while (open.length > span.depth + 1) close();
    writeTo(span.utf16.start);
    const isPoint = span.utf16.start === span.utf16.end;
    const classes = `span d${span.depth % 6} ${span.kind}${isPoint ? ' point' : ''}`;
    const element = make('span', { class: classes, title: describe(span) },
      make('span', { class: 'name', 'aria-hidden': 'true' }, span.name));
    element.style.setProperty('--height', lines[index]);
    open.at(-1).element.append(element);
    open.push({ element, end: Math.min(span.utf16.end, text.length) });
  });
  while (open.length > 1) close();
  writeTo(text.length);
  $('text').style.setProperty('--levels', Math.max(0, ...lines));
  $('text').replaceChildren(...drawn.childNodes);
};

const drawRows = ({ spans }) => {
  if (!$('rows').open) return;
  $('spans').replaceChildren(...spans.slice(0, 5 * LISTED).map(({ markup, name, range: [start, end], depth, attributes }) => {
    const cells = [markup, name, start, end, depth].map((value) => make('td', {}, String(value)));
    const values = attributes.map(([key, value]) => `${key}="${value}"`).join(' ');
    return make('tr', {}, ...cells, make('td', { class: 'attributes' }, values));
  }));
};

const drawCanonical = ({ canonical }) => {
  const isPage = document.querySelector('[name=shown]:checked').value === 'page';
  $('canonical').textContent = canonical;
  $('canonical').hidden = isPage;
  $('preview').hidden = !isPage;
  if (isPage) {
    const style = `<style>${$('preview-style').textContent}<\/style>`;
    $('preview').srcdoc = `<!DOCTYPE html><html lang="en"><meta charset="utf-8">${style}<body>${canonical}`;
  }
};

// Lights the passage of a lint up, in the text as it is drawn.
const light = ({ start, end }) => {
  for (const lit of $('text').querySelectorAll('.lit')) lit.classList.remove('lit');
  const walker = document.createTreeWalker($('text'), NodeFilter.SHOW_TEXT);
  let place = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent.className === 'name') continue;
    const next = place + node.length;
    if (next > start) {
      const range = document.createRange();
      range.setStart(node, start - place);
      range.setEnd(node, Math.min(end, next) - place);
      if (parent !== $('text')) parent.classList.add('lit');
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      parent.scrollIntoView({ block: 'nearest' });
      return;
    }
    place = next;
  }
};

const listLints = ({ lints }) => {
  $('lint-facts').textContent = lints.length === 0 ? 'nothing found' : count(lints.length, 'lint');
  $('lints').replaceChildren(...lints.slice(0, LISTED).map(({ weight, message, advice, utf16 }) => {
    const button = make('button', { type: 'button', onclick: () => light(utf16) },
      make('b', { class: weight }, weight), ' ', message);
    return make('li', {}, button, advice ? make('p', { class: 'advice' }, `Better: ${advice}.`) : '');
  }));
};

// The platforms.

let cards = new Map();
let platforms = [];

const card = (name, title, group) => {
  const id = `card-${name}`;
  const parts = {
    badge: make('span', { class: 'badge' }),
    used: make('div', { class: 'used' }),
    output: make('div', { class: 'output' }),
    more: make('button', { type: 'button', hidden: true }, 'Show all'),
    details: make('div'),
  };
  const element = make('article', { class: 'card', 'aria-labelledby': id },
    make('header', {}, make('h4', { id }, title), make('code', {}, name), parts.badge),
    parts.output, parts.more, parts.used, parts.details);
  parts.more.setAttribute('aria-describedby', id);
  parts.more.onclick = () => showWhole(name);
  return { ...parts, name, title, element, words: `${name} ${title} ${group}`.toLowerCase(), last: '' };
};

const makeCards = (names) => {
  const left = new Set(names);
  const groups = [['Yours', { yours: 'A platform of yours' }], ...GROUPS].map(([group, titles]) => {
    const known = Object.entries(titles).filter(([name]) => name === 'yours' || left.delete(name));
    return [group, known];
  });
  groups.push(['Others', [...left].map((name) => [name, name])]);
  const sections = groups.filter(([, known]) => known.length > 0).map(([group, known]) => {
    const of = known.map(([name, title]) => card(name, title, group));
    for (const made of of) cards.set(made.name, made);
    return make('section', { class: 'of-group' }, make('h3', {}, group),
      make('div', { class: 'group' }, ...of.map(({ element }) => element)));
  });
  $('cards').replaceChildren(...sections);
};

const lossCount = ({ loss_counts: counts }) => Object.values(counts).reduce((sum, of) => sum + of, 0);

const drawCard = (platform) => {
  const shown = cards.get(platform.name);
  const told = JSON.stringify(platform);
  if (told === shown.last) return;
  Object.assign(shown, { last: told, isOpen: false, isClipped: platform.is_clipped });
  const { output, length, unit, most, losses, loss_counts: counts, ranges, reweighed } = platform;
  const lost = lossCount(platform);
  shown.badge.className = `badge ${lost === 0 ? 'whole' : counts.cut ? 'loss' : 'changed'}`;
  shown.badge.textContent = lost === 0 ? 'whole' : `${counts.cut ? 'cut, ' : ''}${count(lost, 'loss', 'losses')}`;
  shown.output.textContent = output;
  shown.element.classList.remove('open');
  shown.more.textContent = 'Show all';

  const used = most === null ? `${length.toLocaleString('en')} ${unit}`
    : `${length.toLocaleString('en')} of ${most.toLocaleString('en')} ${unit}`;
  shown.used.replaceChildren(make('span', {}, used));
  if (most !== null) {
    const bar = make('i', { class: counts.cut ? 'full' : '' });
    bar.style.width = `${Math.min(100, (100 * length) / most)}%`;
    shown.used.append(make('div', { class: 'gauge', 'aria-hidden': 'true' }, bar));
  }
  const details = [];
  const list = (summary, items) => details.push(make('details', {}, make('summary', {}, summary),
    make('ul', {}, ...items.map((item) => make('li', {}, item)))));
  if (lost > 0) {
    const kinds = Object.entries(counts).map(([kind, of]) => `${of} ${kind}`).join(', ');
    const more = lost > losses.length ? [`… and ${lost - losses.length} more`] : [];
    list(`Losses: ${kinds}`, [...losses.map(({ range: [start, end], message }) => `${start}–${end}: ${message}`), ...more]);
  }
  if (reweighed.length > 0) list(`Lints here: ${reweighed.length}`, reweighed.map(otherwise));
  if (ranges !== undefined) {
    details.push(make('details', {}, make('summary', {}, 'Ranges beside the text'),
      make('pre', {}, JSON.stringify(ranges, null, 1))));
  }
  shown.details.replaceChildren(...details);
};

const otherwise = ({ message, weight }) => `${message}: ${weight ?? 'said in words here'}`;

const showWhole = async (name) => {
  const shown = cards.get(name);
  shown.isOpen = !shown.isOpen;
  if (shown.isOpen) {
    const { story } = JSON.parse(await answer({ ...settings(), profiles: name === 'yours' ? [] : [name] }));
    const whole = story?.platforms.find((platform) => platform.name === name);
    if (whole) shown.output.textContent = whole.output;
  }
  shown.element.classList.toggle('open', shown.isOpen);
  shown.more.textContent = shown.isOpen ? 'Show less' : 'Show all';
};

// Offers the rest of what is higher than its card. All are measured before any is changed.
const offerRests = () => {
  const closed = [...cards.values()].filter(({ isOpen }) => !isOpen);
  const cut = closed.map(({ output, isClipped }) => isClipped || output.scrollHeight > output.clientHeight + 1);
  closed.forEach(({ element, more }, index) => {
    element.classList.toggle('long', cut[index]);
    more.hidden = !cut[index];
  });
};

const filterCards = () => {
  const wanted = $('filter').value.trim().toLowerCase().split(/[\s,]+/).filter(Boolean);
  const known = new Map(platforms.map((platform) => [platform.name, platform]));
  let shown = 0;
  for (const { name, words, element } of cards.values()) {
    const platform = known.get(name);
    const isWanted = wanted.length === 0 || wanted.some((word) => words.includes(word));
    element.hidden = !platform || !isWanted || ($('lossy').checked && platform.is_whole);
    shown += element.hidden ? 0 : 1;
  }
  for (const section of document.querySelectorAll('.of-group')) {
    section.hidden = !section.querySelector('.card:not([hidden])');
  }
  $('platform-facts').textContent = `${shown} of ${count(platforms.length, 'profile')}`;
  offerRests();
};

const drawReview = () => {
  if (!$('review').open) return;
  $('reviewed').replaceChildren(...platforms.map((platform) => {
    const { name, length, most, unit, reweighed } = platform;
    const cells = [length, most ?? 'no limit', unit, lossCount(platform), reweighed.map(otherwise).join('; ')];
    return make('tr', {}, make('th', { scope: 'row' }, cards.get(name).title),
      ...cells.map((cell) => make('td', {}, typeof cell === 'number' ? cell.toLocaleString('en') : cell)));
  }));
};

// From the fields to the page.

let story = null;
let isWhole = false;
let timer = 0;
let isBusy = false;
let isStale = false;

const settings = () => ({
  source: source.value,
  authority: $('authority').value,
  policy: $('policy').value,
  profile: $('profile').value,
  language: $('language').value,
});

const showFaults = (faults) => {
  for (const name of [...SETTINGS, 'source']) {
    const fault = faults[name];
    $(`${name}-fault`).hidden = fault === undefined;
    if ($(`${name}-fault`).textContent !== (fault ?? '')) $(`${name}-fault`).textContent = fault ?? '';
    $(name).setAttribute('aria-invalid', String(fault !== undefined));
  }
};

const SEVERITIES = ['refused', 'loss', 'changed', 'note'];
let announcement = 0;

const showStory = () => {
  const { tally, length, span_count: spans } = story;
  findings = story.findings;
  current = -1;
  const total = Object.values(tally).reduce((sum, of) => sum + of, 0);
  const told = SEVERITIES.filter((severity) => tally[severity]);
  const chips = told.map((severity) => make('span', { class: `chip ${severity}` }, `${tally[severity]} ${severity}`));
  $('tally').replaceChildren(...(total === 0 ? [make('span', { class: 'chip whole' }, 'none')] : chips));
  const isPlain = source.value.length > UNDERLINED ? '; too long for underlines' : '';
  $('source-facts').textContent = `${count(source.value.length, 'UTF-16 unit')}${isPlain}`;
  $('text-facts').textContent = `${count(length, 'character')}, ${count(spans, 'span')}`;
  $('whole').hidden = isWhole || length <= DRAWN;
  drawUnderlines();
  listFindings(false);
  showCurrent(atCaret());
  drawText(story);
  drawRows(story);
  drawCanonical(story);
  listLints(story);
  clearTimeout(announcement);
  announcement = setTimeout(() => {
    const kinds = told.map((severity) => `${tally[severity]} ${severity}`).join(', ');
    $('announced').textContent = `${count(total, 'finding')}${kinds && `: ${kinds}`}. ${count(story.lints.length, 'lint')}.`;
  }, 700);
};

const update = async () => {
  isStale = true;
  if (isBusy) return;
  isBusy = true;
  try {
    while (isStale) {
      isStale = false;
      const asked = settings();
      const first = JSON.parse(await answer({ ...asked, most: isWhole ? null : DRAWN }));
      if (isStale) continue;
      showFaults(first.faults);
      if (first.story === null) {
        $('text-facts').textContent = 'of the last settings without a fault';
        continue;
      }
      ({ story } = first);
      showStory();
      const all = JSON.parse(await answer({ ...asked, profiles: await ready, most: SHOWN }));
      if (isStale || all.story === null) continue;
      ({ platforms } = all.story);
      platforms.forEach(drawCard);
      filterCards();
      drawReview();
    }
  } catch (error) {
    stop(error.message);
  }
  isBusy = false;
};

const changed = () => {
  isWhole = false;
  clearTimeout(timer);
  timer = setTimeout(update, source.value.length > UNDERLINED ? 400 : 80);
};

// A link holds everything behind its `#`, which no server is sent.

const pass = async (bytes, stream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
const packed = async (state) => {
  const bytes = await pass(new TextEncoder().encode(JSON.stringify(state)), new CompressionStream('deflate-raw'));
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};
const unpacked = async (text) => {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(await pass(bytes, new DecompressionStream('deflate-raw'))));
};

const share = async () => {
  const link = new URL(location.href);
  link.hash = await packed(settings());
  $('shared').hidden = false;
  $('link').value = link.href;
  $('link').select();
  let isCopied = false;
  try {
    await navigator.clipboard.writeText(link.href);
    isCopied = true;
  } catch { /* Not every page may; the link is selected. */ }
  $('copied').textContent = isCopied ? 'Copied.' : 'Copy it from here.';
  history.replaceState(null, '', link.hash);
};

const open = async () => {
  let state = {};
  try {
    if (location.hash.length > 1) state = await unpacked(location.hash.slice(1));
  } catch {
    $('announced').textContent = 'The link is damaged, and an example is shown.';
  }
  const text = (name, otherwise) => (typeof state[name] === 'string' ? state[name] : otherwise);
  source.value = text('source', EXAMPLES['A story']);
  $('policy').value = text('policy', Object.values(POLICIES)[0]);
  $('authority').value = text('authority', Object.values(AUTHORITIES)[0]);
  $('profile').value = text('profile', '');
  $('language').value = text('language', 'en');
  if ($('language').selectedIndex < 0) $('language').value = '';
  await update();
};

// What is done with keys and pointers.

const choose = (select, values, field) => {
  select.append(...Object.keys(values).map((name) => make('option', { value: name }, name)));
  select.onchange = () => {
    if (!(select.value in values)) return;
    field.value = values[select.value];
    changed();
  };
};
choose($('example'), EXAMPLES, source);
choose($('policies'), POLICIES, $('policy'));
choose($('authorities'), AUTHORITIES, $('authority'));
choose($('profiles'), PROFILES, $('profile'));
$('language').append(...Object.entries(LANGUAGES).map(([tag, name]) => make('option', { value: tag }, name)));
$('language').onchange = changed;

for (const name of [...SETTINGS, 'source']) $(name).addEventListener('input', changed);
source.addEventListener('scroll', scrollAlong);
source.addEventListener('mousemove', showTip);
source.addEventListener('mouseleave', () => { $('tip').hidden = true; });
document.addEventListener('selectionchange', () => {
  if (document.activeElement === source) showCurrent(atCaret());
});
source.addEventListener('paste', (event) => {
  const html = $('rich').checked ? event.clipboardData.getData('text/html') : '';
  if (html === '') return;
  event.preventDefault();
  insert(html);
});
$('more-findings').onclick = () => listFindings(true);
$('whole').onclick = () => { isWhole = true; update(); };
$('names').onchange = () => $('text').classList.toggle('named', $('names').checked);
$('text').classList.add('named');
$('rows').ontoggle = () => story && drawRows(story);
$('review').ontoggle = drawReview;
for (const choice of document.querySelectorAll('[name=shown]')) choice.onchange = () => story && drawCanonical(story);
$('filter').oninput = filterCards;
$('lossy').onchange = filterCards;
$('share').onclick = share;
window.addEventListener('hashchange', open);
window.addEventListener('resize', offerRests);

ready.then((names) => {
  makeCards(names);
  return open();
}).catch((error) => stop(error.message));
