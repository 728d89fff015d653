package io.drover.agent.driver.process;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The signals that tasks can be sent, by name (with or without {@code SIG}) and by number, as Linux numbers them. */
public final class Signals {
    private static final String[] NAMES = {
        "SIGNULL", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL",
        "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP",
        "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO",
        "SIGPWR", "SIGSYS"
    };
    private static final String[] DESCRIPTIONS = {
        "",
        "hangup",
        "interrupt",
        "quit",
        "illegal instruction",
        "trace/breakpoint trap",
        "aborted",
        "bus error",
        "floating point exception",
        "killed",
        "user defined signal 1",
        "segmentation fault",
        "user defined signal 2",
        "broken pipe",
        "alarm clock",
        "terminated",
        "stack fault",
        "child exited",
        "continued",
        "stopped (signal)",
        "stopped",
        "stopped (tty input)",
        "stopped (tty output)",
        "urgent I/O condition",
        "CPU time limit exceeded",
        "file size limit exceeded",
        "virtual timer expired",
        "profiling timer expired",
        "window changed",
        "I/O possible",
        "power failure",
        "bad system call"
    };
    private static final Map<String, Integer> NUMBERS = numbers();

    /** Number of {@code SIGKILL}. */
    public static final int KILL = 9;

    /** Number of {@code SIGINT}, the default that ends a process task. */
    public static final int INT = 2;

    private Signals() {}

    /** The number of a signal given by name or number, or {@code null} when there is none. */
    public static @Nullable Integer number(final String text) {
        final String name = text.trim();
        if (!name.isEmpty() && name.length() <= 2 && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            final int number = Integer.parseInt(name);
            return number < NAMES.length ? number : null;
        }
        final Integer number = NUMBERS.get(name);
        return number != null ? number : NUMBERS.get("SIG" + name);
    }

    /** The name of a signal, for example {@code SIGTERM}, or its number as text when it has none. */
    public static String name(final int number) {
        return number > 0 && number < NAMES.length ? NAMES[number] : Integer.toString(number);
    }

    /** What a signal does, in the words of events: {@code hangup} for {@code SIGHUP}. */
    public static String description(final String text) {
        final Integer number = number(text);
        return number != null && number > 0 && number < DESCRIPTIONS.length ? DESCRIPTIONS[number] : text;
    }

    private static Map<String, Integer> numbers() {
        final Map<String, Integer> numbers = new TreeMap<>();
        for (int i = 0; i < NAMES.length; i++) {
            numbers.put(NAMES[i], i);
        }
        numbers.put("SIGIOT", 6);
        numbers.put("SIGPOLL", 29);
        return numbers;
    }
}
