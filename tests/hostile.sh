#!/usr/bin/env bash
# The hostile inputs of tests/it/faults at their full size, on the optimized program:
# each is done or refused by name, within its time and its memory.
#   tests/hostile.sh [FILTER]      only the inputs whose name contains FILTER
# GUICHET=PROGRAM takes another program than the one it builds.
set -euo pipefail
cd "$(dirname "$0")/.."
filter=${1:-}
guichet=${GUICHET:-$PWD/target/release/guichet}
[ -n "${GUICHET:-}" ] || cargo build --release --locked --quiet
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

# A site in the folder `$site`, with one text to fill.
fresh() {
  site=$scratch/site
  rm -rf "$site"
  mkdir -p "$site/content/fr" "$site/static"
  cat >"$site/guichet.toml" <<'TOML'
title = "Hostile"
base_url = "https://aide.example.ca/"
default_language = "fr"
[languages.fr]
name = "Français"
TOML
  printf '# Bon\n\n## Ici\n\nTexte.\n' >"$site/content/fr/good.md"
  text=$site/content/fr/x.md
}

# hostile NAME CODES SECONDS [WORD]: builds, and compares exit code, time, memory
# (15 × what is read + 200 MB) and what is said.
hostile() {
  local name=$1 codes=$2 seconds=$3 word=${4:-}
  if [[ $name != *"$filter"* ]]; then return; fi
  local code=0 said=$scratch/said stats=$scratch/stats
  timeout 300 python3 - "$stats" "$guichet" build --root "$site" --lang en --format short \
    --date 2026-11-20 2>"$said" >/dev/null <<'PY' || code=$?
import os, sys, time
stats, command = sys.argv[1], sys.argv[2:]
begin = time.monotonic()
pid = os.fork()
if pid == 0:
    os.execv(command[0], command)
_, status, usage = os.wait4(pid, 0)
with open(stats, "w") as file:
    file.write(f"{time.monotonic() - begin:.2f} {usage.ru_maxrss * 1024}\n")
sys.exit(os.waitstatus_to_exitcode(status) if not os.WIFSIGNALED(status) else 128 + os.WTERMSIG(status))
PY
  local took memory
  read -r took memory <"$stats" || { took=300 memory=0; }
  local size limit wrong=""
  size=$(find "$site/content" "$site/themes" "$site/i18n" -type f -size -17000k -printf '%s\n' 2>/dev/null | awk '{ n += $1 } END { print n + 0 }') || true
  limit=$((15 * ${size:-0} + 200000000))
  [[ " $codes " == *" $code "* ]] || wrong+=" exit code $code, not $codes;"
  awk "BEGIN { exit !($took > $seconds) }" && wrong+=" $took s, not $seconds;"
  [ "$memory" -le "$limit" ] || wrong+=" $((memory / 1000000)) MB, not $((limit / 1000000));"
  [ -z "$word" ] || grep -qF -- "$word" "$said" || wrong+=" “$word” is not said;"
  [ "$(wc -c <"$said")" -lt 100000 ] || wrong+=" $(wc -c <"$said") bytes of messages;"
  if [ -n "$wrong" ]; then
    failed=1
    printf 'WRONG %-24s%s\n' "$name" "$wrong"
    head -c 400 "$said"
  else
    printf 'ok    %-24s code %s, %5s s, %4s MB\n' "$name" "$code" "$took" $((memory / 1000000))
  fi
}

# make PYTHON: writes what the expression gives as the text.
make() { python3 -c "import sys; sys.stdout.write($1)" >"$text"; }

fresh; truncate -s 100M "$text"; hostile "100 MB file" 1 10 "16777216 bytes"
fresh; truncate -s 100M "$site/static/x.bin"; hostile "100 MB download" 0 20
fresh; make "'# T\n\n' + 'mot \"a\" l\'b ? ' * 1500000 + '\n'"; hostile "20 MB line" 1 10 "16777216 bytes"
fresh; make "'# T\n\n' + 'mot \"a\" l\'b ? ' * 1150000 + '\n'"; hostile "15 MB line" "0 1" 60
fresh; make "'# T\n\n' + '[x](good.md) ' * 1000000 + '\n'"; hostile "1,000,000 links" "0 1" 120
fresh; make "'# T\n\n' + ''.join(f'## Titre {n}\n\nx\n\n' for n in range(50000))"; hostile "50,000 headings" "0 1" 60
fresh; make "'# T\n\n' + '| a ' * 500 + '|\n' + '|---' * 500 + '|\n' + ('| a ' * 500 + '|\n') * 1000"; hostile "500 x 1,000 table" "0 1" 60
fresh
python3 - "$site/content/fr" <<'PY'
import os, sys
for n in range(20000):
    folder = f"{sys.argv[1]}/s{n % 200}"
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/p{n}.md", "w") as file:
        file.write(f"# Page {n}\n\n" + "Un paragraphe de texte. " * 20 + "\n")
PY
hostile "20,000 pages" 0 120
for pair in 'quotes:> ' 'items:- ' 'ordered:1. '; do
  fresh; make "'# T\n\n' + '${pair#*:}' * 100000 + 'x\n'"; hostile "100,000 ${pair%%:*}" 1 20 "128 deep"
done
fresh; make "'# T\n\n' + ''.join('  ' * n + '- x\n' for n in range(3000))"; hostile "3,000 lists" 1 30 "128 deep"
for pair in 'brackets:[ ]' 'stars:* *' 'links:[ ](good.md)' 'images:![ ](x)' 'strikes:~~ ~~'; do
  fresh; make "'# T\n\n' + '$(cut -d' ' -f1 <<<"${pair#*:}")' * 100000 + 'x' + '$(cut -d' ' -f2 <<<"${pair#*:}")' * 100000 + '\n'"
  hostile "100,000 ${pair%%:*}" "0 1" 30
done
for part in '[' '![a](' 'a**b' '*a _b ' '~~a ~b' '<!-- ' '<? ' '<!A ' '<a b=\"' '&#x41;&amp' '\"\x27' '{{ ' 'www.a.b ' 'a@b.' '| a |\n|--|\n\n' '[^a] ' '<b>' '\`a'; do
  fresh; make "'# T\n\n' + '$part' * 200000 + '\n'"; hostile "200,000 $part" "0 1" 60
done
fresh; make "'# T\n\n' + ''.join(f'[x](rien-{n}.md)\n' for n in range(100000))"; hostile "100,000 broken links" 1 60 ".guichet/report.txt"
fresh; make "'# T\n\n' + ''.join(f'é [x](rien-{n}.md) ' for n in range(100000))"; hostile "the same on one line" 1 60 ".guichet/report.txt"
fresh; make "'+++\ntitle = \"T\"\n[extra]\n' + ''.join(f'k{n} = 1\n' for n in range(200000)) + '+++\nx\n'"; hostile "200,000 keys" 1 10
fresh; make "'---\ntitle: T\nextra:\n' + ''.join(f'  k{n}: 1\n' for n in range(200000)) + '---\nx\n'"; hostile "200,000 YAML keys" 1 10
fresh; make "'+++\ntitle = \"' + 'x' * 20000000 + '\"\n+++\nx\n'"; hostile "20 MB front matter" 1 10
fresh; make "'+++\ntitle = \"T\"\nextra = ' + '[' * 100000 + ']' * 100000 + '\n+++\nx\n'"; hostile "deep TOML" 1 10
fresh; make "'---\ntitle: T\nextra: ' + '[' * 100000 + ']' * 100000 + '\n---\nx\n'"; hostile "deep YAML" 1 10
fresh; make "'+++\ntitle = \"T\"\nextra' + '.a' * 100000 + ' = 1\n+++\nx\n'"; hostile "dotted keys" 1 10
fresh; make "'---\ntitle: T\na0: &a0 [x]\n' + ''.join(f'a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n' for n in range(1, 41)) + '---\nx\n'"; hostile "YAML aliases" 1 10
fresh
for n in $(seq 0 39); do printf '{{ include "_%s.md" }}\n\n{{ include "_%s.md" }}\n' $((n + 1)) $((n + 1)) >"$site/content/fr/_$n.md"; done
echo fin >"$site/content/fr/_40.md"; printf '# T\n\n{{ include "_0.md" }}\n' >"$text"
hostile "2^40 expansions" 1 10
fresh
mkdir -p "$site/themes/guichet/templates"
echo '{% for a in range(end=10000) %}{% for b in range(end=10000) %}{% for c in range(end=10000) %}{% endfor %}{% endfor %}{% endfor %}' >"$site/themes/guichet/templates/mine.html"
printf '+++\ntitle = "T"\ntemplate = "mine"\n+++\nx\n' >"$text"
hostile "a trillion turns" 1 10 "1000000 steps"
for target in /dev/zero /proc/self ../.. x.md; do
  fresh; ln -s "$target" "$text"; hostile "link to $target" "0 1" 10 "x.md"
done
fresh; mkfifo "$text"; hostile "a pipe" "0 1" 10 "x.md"

[ "$failed" = 0 ] && printf '\nEvery hostile input was done or refused by name.\n'
exit "$failed"
