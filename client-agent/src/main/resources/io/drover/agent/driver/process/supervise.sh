# Supervises one task. It outlives the agent, collects the task's output into rotated files and records how it ended.
#
#   supervise STATE LOG MAX_BYTES MAX_FILES OUT OUT_INDEX OUT_ROOM ERR ERR_INDEX ERR_ROOM COMMAND [ARGUMENT...]
#
# STATE is a directory that holds `launch` (prepares the task's process and becomes the command) and `exit` (blank, so
# that the result can be written in place when the disk is full). OUT and ERR are path prefixes, or - to discard output.
# LOG is where people look for what this script has to say.
# Told to the agent through STATE: `started` (written by `launch`: pids of this script and the task), `exit` (code,
# signal), `lost` (a log file could not be written), `drained` (all output is on disk).
umask 022
state=$1 log=$2
shift 2
max_bytes=$1 max_files=$2 out=$3 out_index=$4 out_room=$5 err=$6 err_index=$7 err_room=$8
shift 8
exec </dev/null >/dev/null 2>"$state/messages" 8>"$state/log"

# Made where no task can write, and moved there while it is open: no link of a task can lead what is written elsewhere.
mv -fT "$state/log" "$log" 2>/dev/null || rm -f "$state/log"
say() {
    echo "$(date -u +%Y-%m-%dT%H:%M:%SZ) $*" >&8 2>/dev/null
}
say "supervisor $$ starts: output to $out and $err, $max_files files of $max_bytes bytes each"

# Copies standard input to PREFIX.INDEX, PREFIX.INDEX+1 and so on until it ends. What cannot be written is dropped, so
# that a full disk never blocks the task.
collect() {
    prefix=$1 index=$2 room=$3
    while :; do
        file=$prefix.$index
        # Tasks may write into the directory; a link there must not lead this shell, which may be root, elsewhere.
        [ ! -L "$file" ] || rm -f "$file"
        if stdbuf -o0 head -c "$room" >>"$file"; then
            [ "$(stat -Lc %s "$file")" -ge "$max_bytes" ] || return 0
            index=$((index + 1)) room=$max_bytes
            rm -f "$prefix.$((index - max_files))"
        else
            echo "$file" >"$state/lost"
            [ "$(dd bs=64k count=16 status=none | wc -c)" -gt 0 ] || return 0
            room=$((max_bytes - $(stat -Lc %s "$file")))
            [ "$room" -gt 0 ] || room=$max_bytes
        fi
    done 2>/dev/null
}

# Puts a pipe where people look for it. It was made and opened where no task can write, and is never opened by this name.
show() {
    mv -fT "$1" "${2%/*}/.${2##*/}.fifo" 2>/dev/null || rm -f "$1"
}

# `env` undoes what shells do to background commands (SIGINT and SIGQUIT ignored) and what the agent inherited.
launch() {
    exec setsid env -i --default-signal sh "$state/launch" "$@"
}

if [ "$out" = - ]; then
    launch "$@" >/dev/null 2>&1 8>&- &
    task=$!
else
    # Opening for both directions first keeps the two one-way openings from waiting for each other.
    mkfifo -m 600 "$state/out" "$state/err"
    exec 3<>"$state/out" 4<"$state/out" 5>"$state/out" 3>&-
    exec 3<>"$state/err" 6<"$state/err" 7>"$state/err" 3>&-
    launch "$@" >&5 2>&7 4<&- 5>&- 6<&- 7>&- 8>&- &
    task=$!
    # Subshells, because a shell keeps a copy of what it redirects for a function, and the copy would hold back the end.
    (exec <&4 4<&- 5>&- 6<&- 7>&- 8>&- && show "$state/out" "$out" && collect "$out" "$out_index" "$out_room") &
    (exec <&6 4<&- 5>&- 6<&- 7>&- 8>&- && show "$state/err" "$err" && collect "$err" "$err_index" "$err_room") &
    exec 4<&- 5>&- 6<&- 7>&-
fi

# Nothing is run in the foreground between the launch and here: a shell that notices the end of the task while it waits
# for something else does not say how it ended.
wait "$task"
code=$? signal=0
# A shell reports death by signal N as 128+N, like a command that exits with that code. It names most signals on its
# standard error; for the few that it passes over in silence, a signal is the likelier reading.
if [ "$code" -gt 128 ] && [ "$code" -le 192 ]; then
    case $code in
        130 | 141) signal=$((code - 128)) ;;
        *) [ ! -s "$state/messages" ] || signal=$((code - 128)) ;;
    esac
fi
echo "$code $signal" 1<>"$state/exit"
say "task $task ended: exit code $code, signal $signal"
wait
: >"$state/drained"
