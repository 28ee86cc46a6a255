#!/usr/bin/env bash
# Node v20.20.2: TextDecoder reads CP949 and windows-1252 wrongly, without an error. The Encoding Standard
# (encoding.spec.whatwg.org) gives the label euc-kr the table of CP949, in which the bytes 8C 63 are the syllable U+B620,
# and the byte 80 of windows-1252 is the euro sign U+20AC; Python's codecs cp949 and cp1252 agree. Node, with `fatal: true`,
# returns U+008C and "c" for the syllable, and the control character U+0080 for the euro sign.
# Seen:  euc-kr 8c 63, windows-1252 80
# Fails if any of this changes, or if it is run with a Node that differs.
set -euo pipefail
node --version
python3 -c 'print("Python:", [hex(ord(b.decode(c))) for b, c in ((b"\x8c\x63", "cp949"), (b"\x80", "cp1252"))])'
seen=$(node -e '
  const codes = (label, bytes) =>
    [...new TextDecoder(label, { fatal: true }).decode(Uint8Array.from(bytes))].map((c) => c.codePointAt(0).toString(16));
  console.log(`euc-kr ${codes("euc-kr", [0x8c, 0x63]).join(" ")}, windows-1252 ${codes("windows-1252", [0x80])}`);')
echo "$seen"
if [ "$seen" != 'euc-kr 8c 63, windows-1252 80' ]; then
  echo 'Node behaves otherwise now' >&2
  exit 1
fi
