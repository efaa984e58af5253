#!/bin/bash
# Lines of the sources that the tests run, those of the command's entry aside: coverage.sh FOLDER LEAST
# Fails where they are fewer than LEAST per cent. A test that kills the program leaves a broken profile, so every test file has profiles
# of its own, and broken ones are left out. Failing calls to the file system are not run: counting them would count the profile's.
set -euo pipefail
folder=$(realpath "$1")
llvm=$(dirname "$(realpath "$(command -v swift)")")
mkdir -p "$folder/profiles"
rm -f "$folder"/profiles/*
swift test --parallel --enable-code-coverage --scratch-path "$folder/tests"
swift build -c release --product simulate --scratch-path "$folder/program" -Xswiftc -profile-generate -Xswiftc -profile-coverage-mapping
for file in Tests/python/test_*.py; do
    case $file in *test_faults.py | *test_builds.py) continue ;; esac
    SIMULATE="$folder/program/release/simulate" LLVM_PROFILE_FILE="$folder/raw/%p.profraw" \
        .venv/bin/python -m pytest -q -p no:cacheprovider "$file"
    [ -d "$folder/raw" ] || continue
    "$llvm/llvm-profdata" merge -failure-mode=all -sparse -o "$folder/profiles/$(basename "$file").profdata" "$folder/raw" 2>"$folder/broken"
    rm -r "$folder/raw"
done
"$llvm/llvm-profdata" merge -o "$folder/all.profdata" "$folder"/profiles/*.profdata "$folder/tests/debug/codecov/default.profdata"
"$llvm/llvm-cov" report "$folder/program/release/simulate" -object "$folder"/tests/debug/*.xctest -instr-profile "$folder/all.profdata" \
    -ignore-filename-regex="(Tests/|\.build/|$folder|Simulate\.swift)" >"$folder/report"
awk '/swift|^TOTAL/ {print $10, $1}' "$folder/report" | sort -n
awk -v least="$2" '/^TOTAL/ {exit $10 + 0 < least}' "$folder/report"
