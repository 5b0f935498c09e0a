#!/usr/bin/env bash
# Assesses a file in parts on two workers of Dask, and on two nodes of Slurm, kills one of the two in mid-run, and compares
# the results with those of a single run. Everything is on this machine, and each worker in a PID namespace of its own: what
# is killed is gone at once with all that it started, as when a machine loses power. Needs Linux, and to be root.
#
#   bash test/cluster/run.sh [--install] [dask] [slurm]
#
# --install first installs python3-distributed and slurm-wlm with apt-get. Nothing else stays: all files are in a temporary
# folder. LINES and PARTS say how much there is to do.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
lines=${LINES:-200000}
parts=${PARTS:-16}

engines=()
for argument; do
	case $argument in
	--install)
		echo "Installing python3-distributed and slurm-wlm, and what they depend on, with apt-get."
		apt-get install -y --no-install-recommends python3-distributed slurm-wlm >/dev/null
		;;
	dask | slurm) engines+=("$argument") ;;
	*) echo "usage: run.sh [--install] [dask] [slurm]" >&2 && exit 2 ;;
	esac
done
[ ${#engines[@]} -gt 0 ] || engines=(dask slurm)

work=$(mktemp -d)
started=()
trap 'kill -9 "${started[@]}" 2>/dev/null; rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$here/../../bin/stalk-check.js" "$work/bin/stalk-check"
export PATH="$work/bin:$PATH"
cd "$work"

# Starts a machine with this command, whose process is then $machine.
start() {
	unshare --pid --fork --kill-child --mount-proc "$@" >>"$work/log" 2>&1 &
	machine=$!
	started+=("$machine")
	# So that Bash says nothing when it is killed.
	disown
}

# Waits up to a minute.
wait_until() {
	local late=$((SECONDS + 60))
	until "$@" >/dev/null 2>&1; do
		[ $SECONDS -lt $late ] || { tail -n 20 "$work/log" >&2 && echo "gave up waiting until: $*" >&2 && exit 1; }
		sleep 0.05
	done
}

# Whether a machine has written some of a result, which is then $half.
is_writing() {
	local space output
	space=$(readlink "/proc/$1/ns/pid_for_children")
	for output in $(find /proc/[0-9]*/fd/1 -lname "$work/results/*.tmp"); do
		half=$(readlink "$output") && [ -s "$half" ] && [ "$(readlink "${output%fd/1}ns/pid")" = "$space" ] && return
	done
	return 1
}

# Kills a machine once it has written some of a result.
kill_in_midst() {
	wait_until is_writing "$1"
	kill -9 "$1"
	half=${half##*/}
	echo "killed a worker that had written $(wc -l <"results/$half") of $(wc -l <"parts/${half%%.*}.ndjson") lines of part ${half%%.*}"
}

compare() {
	cat results/??.ndjson | cmp - whole.ndjson
	stalk-check summarise --json results/??.json | cmp - whole.json
	echo "$(ls results/??.ndjson | wc -l) results: the same $(wc -c <whole.ndjson) bytes as from one run; the same summary"
	echo "left behind: $(cd results && ls ./*.tmp)"
}

dask() {
	echo "$(dask-scheduler --version), two workers:"
	start dask-scheduler --host 127.0.0.1 --port 16816 --no-dashboard
	local worker=(dask-worker tcp://127.0.0.1:16816 --host 127.0.0.1 --nthreads 1 --no-nanny --no-dashboard)
	start "${worker[@]}" --local-directory "$work/one"
	start "${worker[@]}" --local-directory "$work/two"
	/usr/bin/python3 "$here/on_dask.py" tcp://127.0.0.1:16816 "$here/part.sh" $(seq -w 0 $((parts - 1))) &
	local client=$!
	kill_in_midst "$machine"
	wait "$client"
}

slurm() {
	echo "$(slurmd -V), two nodes:"
	mkdir munge state
	mungekey --create --keyfile munge/key
	start munged --foreground --force --socket="$work/munge/socket" --key-file="$work/munge/key" \
		--log-file="$work/munge/log" --pid-file="$work/munge/pid" --seed-file="$work/munge/seed"
	sed "s|WORK|$work|; s|HOST|$(hostname)|" "$here/slurm.conf" >slurm.conf
	export SLURM_CONF=$work/slurm.conf
	start slurmctld -D
	wait_until sinfo
	start slurmd -D -N one
	start slurmd -D -N two
	sbatch --wait --quiet --requeue --output=log --array=0-$((parts - 1)) \
		--wrap "sh '$here/part.sh' \$(printf %02d \$SLURM_ARRAY_TASK_ID)" &
	local job=$!
	kill_in_midst "$machine"
	wait "$job"
}

echo "$(date +%F), Node $(node --version), $(uname -sr), $(nproc) processors; $lines responses in $parts parts"
node --input-type=module -e "
	import { readQuestions } from '$here/../bench/content.mjs';
	import { writeResponses } from '$here/../bench/responses.mjs';
	writeResponses('responses.ndjson', readQuestions('$here/../../questions'), $lines);"
# A wrong line, in the first part: errors count lines from the beginning of their part.
sed -i '10s/.*/{/' responses.ndjson
mkdir parts
split --numeric-suffixes --number="l/$parts" --additional-suffix=.ndjson responses.ndjson parts/
stalk-check batch --compact --summary --json responses.ndjson >whole.ndjson 2>whole.json || [ $? -eq 3 ]
for engine in "${engines[@]}"; do
	rm -rf results && mkdir results
	"$engine"
	compare
done
