#!/usr/bin/env bash
# sms-counter tells how many messages a text takes. Characters of the extension table of
# GSM 03.38 take two septets each, and are counted as one.
#
# One would expect: `€ [ ] { } ~ ^ | \` cost two. The package knows them: it names the
#   encoding GSM_7BIT_EX.
# What happens: the length is that of the text. 160 characters with one euro sign are said to
#   be one message, and go out, and are paid for, as two.
# Who is hurt: who sends prices by SMS and trusts the counter under the field.
# Instead: split-sms, which counts septets, and knows also that such a character may not be
#   split between two messages.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >npm.log
npm install --no-audit --no-fund --ignore-scripts sms-counter@1.0.0 split-sms@0.1.7 >>npm.log 2>&1

cat >probe.cjs <<'JS'
const SmsCounter = require('sms-counter').default
const { split } = require('split-sms')
const text = 'a'.repeat(159) + '€'
const { encoding, length, messages } = SmsCounter.count(text)
console.log(`${encoding} ${length} ${messages} ${split(text).parts.length}`)
JS
seen=$(node probe.cjs)

echo "version:   sms-counter 1.0.0 (beside it: split-sms 0.1.7)"
echo "behaviour: a euro sign is counted as one septet, so that two messages are announced as one"
echo "seen:      encoding, length, messages, messages by split-sms: $seen"
[ "$seen" = "GSM_7BIT_EX 160 1 2" ]
