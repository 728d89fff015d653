package io.drover.agent.fingerprint;

/** Main memory. */
final class MemoryFingerprinter implements Fingerprinter {
    private static final long BYTES_PER_KB = 1024;
    private static final int MB_SHIFT = 20;

    private final HostFiles files;
    private final FingerprintOptions options;

    MemoryFingerprinter(final HostFiles files, final FingerprintOptions options) {
        this.files = files;
        this.options = options;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void fingerprint(final FingerprintBuilder found) {
        final long bytes = options.memoryTotalMb() > 0 ? options.memoryTotalMb() << MB_SHIFT : hostBytes();
        found.attribute("memory.totalbytes", bytes);
        found.memoryMb(bytes >> MB_SHIFT);
    }

    private long hostBytes() {
        for (final String line : files.lines("proc/meminfo")) {
            if (line.startsWith("MemTotal:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * BYTES_PER_KB;
            }
        }
        return 0;
    }
}
