# Supervises one task. It outlives the agent, collects the task's output into rotated files and records how it ended.
#
#   supervise STATE MAX_BYTES MAX_FILES OUT OUT_INDEX OUT_ROOM ERR ERR_INDEX ERR_ROOM COMMAND [ARGUMENT...]
#
# STATE is a directory that holds `launch` (prepares the task's process and becomes the command) and `exit` (blank, so
# that the result can be written in place when the disk is full). OUT and ERR are path prefixes, or - to discard output.
# Told to the agent through STATE: `started` (written by `launch`: pids of this script and the task), `exit` (code,
# signal), `lost` (a log file could not be written), `drained` (all output is on disk).
umask 022
state=$1 max_bytes=$2 max_files=$3 out=$4 out_index=$5 out_room=$6 err=$7 err_index=$8 err_room=$9
shift 9
exec </dev/null >/dev/null 2>"$state/messages"

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
    launch "$@" >/dev/null 2>&1 &
    task=$!
else
    # Opening for both directions first keeps the two one-way openings from waiting for each other.
    mkfifo -m 600 "$state/out" "$state/err"
    exec 3<>"$state/out" 4<"$state/out" 5>"$state/out" 3>&-
    exec 3<>"$state/err" 6<"$state/err" 7>"$state/err" 3>&-
    launch "$@" >&5 2>&7 4<&- 5>&- 6<&- 7>&- &
    task=$!
    # Subshells, because a shell keeps a copy of what it redirects for a function, and the copy would hold back the end.
    (exec <&4 4<&- 5>&- 6<&- 7>&- && show "$state/out" "$out" && collect "$out" "$out_index" "$out_room") &
    (exec <&6 4<&- 5>&- 6<&- 7>&- && show "$state/err" "$err" && collect "$err" "$err_index" "$err_room") &
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
wait
: >"$state/drained"
