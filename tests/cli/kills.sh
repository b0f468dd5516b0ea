# A few kills of a training; make kills does 200 (tests/long/kills.sh).
KILLS=${KILLS:-8}
. "$(dirname "$0")/../long/kills.sh"
