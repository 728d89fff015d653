package io.drover.agent.driver.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code /proc/<pid>/stat}.
 *
 * @param pid process id.
 * @param state one letter, {@code Z} for a process that ended and waits to be collected.
 * @param parent pid of the parent.
 * @param group process group.
 * @param session session.
 * @param userTicks clock ticks (1/100 s) in user mode.
 * @param systemTicks clock ticks in the kernel.
 * @param startTicks start, clock ticks since boot: with the pid it identifies a process.
 * @param rssPages resident pages.
 */
record ProcStat(
        long pid,
        char state,
        long parent,
        long group,
        long session,
        long userTicks,
        long systemTicks,
        long startTicks,
        long rssPages) {

    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final int START_TICKS = 19;
    private static final int RSS_PAGES = 21;

    /** Reads it, or {@code null} when there is no such process. */
    static @Nullable ProcStat read(final Path procRoot, final long pid) {
        final String line;
        try {
            line = Files.readString(procRoot.resolve(Long.toString(pid)).resolve("stat"), StandardCharsets.ISO_8859_1);
        } catch (final IOException e) {
            return null;
        }
        // The command name, in parentheses, may itself hold blanks and parentheses.
        final int end = line.lastIndexOf(')');
        if (end < 0) {
            return null;
        }
        final String[] fields = line.substring(end + 2).trim().split(" ");
        if (fields.length <= RSS_PAGES) {
            return null;
        }
        try {
            return new ProcStat(
                    pid,
                    fields[STATE].charAt(0),
                    Long.parseLong(fields[PARENT]),
                    Long.parseLong(fields[GROUP]),
                    Long.parseLong(fields[SESSION]),
                    Long.parseLong(fields[USER_TICKS]),
                    Long.parseLong(fields[SYSTEM_TICKS]),
                    Long.parseLong(fields[START_TICKS]),
                    Long.parseLong(fields[RSS_PAGES]));
        } catch (final NumberFormatException e) {
            return null;
        }
    }

    boolean isEnded() {
        return state == 'Z' || state == 'X';
    }
}
