package io.drover.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the system knows of a process. */
final class ProcessFacts {
    /** Clock ticks per second, the same on every Linux that runs Java. */
    private static final double TICKS_PER_SECOND = 100;

    private final Path directory;

    ProcessFacts(final long pid) {
        directory = Path.of("/proc", Long.toString(pid));
    }

    /** CPU time so far, in seconds of one core. */
    double cpuSeconds() throws IOException {
        final String stat = Files.readString(directory.resolve("stat"));
        final String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Resident memory, in MB. */
    long residentMb() throws IOException {
        return Files.readAllLines(directory.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
