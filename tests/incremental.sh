#!/usr/bin/env bash
# The property "a build over another is a build from nothing" on many random
# sequences of edits, in release; the test suite runs 200.
#   tests/incremental.sh [SEQUENCES]      default: 5000, some 20 minutes on 2 cores
set -euo pipefail
cd "$(dirname "$0")/.."
GUICHET_SEQUENCES=${1:-5000} cargo test --release --locked --test it incremental
