#!/usr/bin/env bash
# Measures the whole command on the generated corpus: a clean build, a build with
# nothing to do, a build after one edit. Needs hyperfine.
#   benches/whole.sh [ARTICLES] [FOLDER]     default: 1000 articles in each of two languages
set -euo pipefail
cd "$(dirname "$0")/.."
articles=${1:-1000}
corpus=${2:-$(mktemp -d)}
guichet=target/release/guichet

cargo build --release --locked --quiet
[ -f "$corpus/guichet.toml" ] || cargo bench --locked --quiet --bench corpus -- "$corpus" "$articles"
du -sh "$corpus/content" | cut -f1 | xargs echo "corpus: $articles articles in 2 languages,"

hyperfine --warmup 1 --runs "${RUNS:-5}" \
  --prepare "rm -rf $corpus/public $corpus/.guichet" \
  --command-name "clean" "$guichet build --quiet --root $corpus"
edited=$(find "$corpus/content/fr" -name 'a-*.md' | sort | head -1)
hyperfine --warmup 1 --runs "${RUNS:-5}" \
  --command-name "nothing to do" "$guichet build --quiet --root $corpus"
hyperfine --warmup 1 --runs "${RUNS:-5}" \
  --prepare "echo 'Un ajout.' >> $edited" \
  --command-name "one edit" "$guichet build --quiet --root $corpus"
/usr/bin/env bash -c "rm -rf $corpus/public; command time -f '%U s user, %S s system, %M KiB' $guichet build --quiet --root $corpus"
