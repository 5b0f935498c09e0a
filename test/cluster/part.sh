#!/bin/sh
# Assesses parts/NAME.ndjson, to results/NAME.ndjson with its summary in results/NAME.json. May be run again at any time.
set -eu
part=$1
# A name of its own, as a run that was given up for dead may still be writing.
result=$(mktemp "results/$part.XXXXXX.tmp")
# 3: some lines were wrong, and their results say so.
stalk-check batch --compact --jobs 1 --summary --json "parts/$part.ndjson" >"$result" 2>"$result.json" || [ $? -eq 3 ]
mv "$result.json" "results/$part.json"
mv "$result" "results/$part.ndjson"
