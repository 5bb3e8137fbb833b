#!/usr/bin/env bash
# Installs what the tests need and is missing, builds once and runs every test project.
# Usage: ./test.sh [--filter EXPRESSION] [--no-install]
#   --filter EXPRESSION   run only these tests, for instance --filter FullyQualifiedName~HouseRules
#   --no-install          install nothing, even if something is missing
# Needs the .NET SDK. Ends with the line "N passed, N failed, N skipped"; 0 only if all passed, 2 if the machine lacks something.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

filter="" install=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --filter) [ $# -ge 2 ] || { echo "--filter needs an expression." >&2; exit 2; }; filter=$2; shift 2 ;;
    --filter=*) filter=${1#*=}; shift ;;
    --no-install) install=no; shift ;;
    -h|--help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "Unknown option $1; see ./test.sh --help." >&2; exit 2 ;;
  esac
done

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
command -v dotnet >/dev/null || { echo "Please install the .NET 10 SDK and run this again." >&2; exit 2; }

# --- What the machine must have -------------------------------------------------------------------------------------
has_chromium() { [ -n "${PLAYWRIGHT_CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }
has_cjk_fonts() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn family 2>/dev/null | head -n 1)" ]; }
has_postgresql() { command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
missing() {
  has_chromium || echo chromium
  has_cjk_fonts || echo fontconfig fonts-noto-cjk
  has_postgresql || echo postgresql
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
wanted=$(missing | xargs)
if [ -n "$wanted" ] && [ "$install" = yes ] && command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }; then
  echo "Installing $wanted"
  # RUNLEVEL=1 keeps Debian from starting the daemons: the tests start their own PostgreSQL.
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null >/dev/null || true
  # shellcheck disable=SC2086  # a list of packages on purpose
  as_root env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted </dev/null >/dev/null || true
  wanted=$(missing | xargs)
fi
if [ -n "$wanted" ]; then
  echo "Please install what the tests need and this machine lacks ($wanted), then run this again." >&2
  exit 2
fi

# --- Build once, run every test project -----------------------------------------------------------------------------
passed=0 failed=0 skipped=0 bad=0
finish() { echo "$passed passed, $failed failed, $skipped skipped"; exit "$bad"; }

results=$PWD/out/trx
rm -rf "$results" && mkdir -p "$results"
if ! dotnet restore -v q </dev/null || ! dotnet build --no-restore -v q --nologo -clp:NoSummary </dev/null; then
  echo "The build failed, no test was run."
  bad=1
  finish
fi

shopt -s nullglob
projects=()
for project in tests/*/*.csproj; do
  grep -q '<IsTestProject>true</IsTestProject>' "$project" && projects+=("$project")
done

for project in "${projects[@]}"; do
  name=$(basename "$project" .csproj)
  trx=$results/$name.trx
  # A test that never ends is a failed one: after ten minutes without a sign of life the run is ended and says which it was.
  dotnet test "$project" --no-build -v q --results-directory "$results" \
    --blame-hang --blame-hang-timeout 10m --blame-hang-dump-type none \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" \
    ${filter:+--filter "$filter"} </dev/null 2>&1 | grep --line-buffered -vE '^(Test run for |A total of 1 test files|Results File: |VSTest version|$)'
  code=${PIPESTATUS[0]}
  counters=$(grep -ohE '<Counters [^>]*' "$trx" 2>/dev/null | head -n 1)
  count() { sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p" <<<"$counters"; }
  total=$(count total) ok=$(count passed) wrong=$(count failed)
  if [ -z "$counters" ]; then
    # With a filter a project without a matching test writes no results, and that is fine.
    if [ -z "$filter" ] || [ $code -ne 0 ]; then
      echo "$name left no results (exit code $code)."
      failed=$((failed + 1)) bad=1
    fi
    continue
  fi
  if [ "$total" = 0 ] && [ -z "$filter" ]; then
    echo "$name ran no test."
    failed=$((failed + 1)) bad=1
  elif [ $code -ne 0 ] && [ "$wrong" = 0 ]; then
    echo "$name ended with exit code $code before all its tests were done."
    wrong=1
  fi
  passed=$((passed + ok)) failed=$((failed + wrong)) skipped=$((skipped + total - ok - $(count failed)))
  [ $code -eq 0 ] || bad=1
done

[ "$failed" -eq 0 ] || bad=1
if [ "$passed" -eq 0 ]; then
  echo "No test passed${filter:+ with the filter $filter}."
  bad=1
fi
finish
