package io.drover.agent.fingerprint;

import java.io.IOException;
import java.util.List;

/** Runs all fingerprinters of the host, in a fixed order, on the caller's thread. */
public final class NodeFingerprinter {
    private final List<Fingerprinter> fingerprinters;
    private final FingerprintOptions options;

    /** Looks at {@code files}; network interfaces are always those of the running host. */
    public NodeFingerprinter(final HostFiles files, final FingerprintOptions options) {
        this.options = options;
        this.fingerprinters = List.of(
                new CgroupFingerprinter(files),
                new CpuFingerprinter(files, options),
                new HostFingerprinter(files, System.getProperty("os.arch", "")),
                new MemoryFingerprinter(files, options),
                new NetworkFingerprinter(files, options, HostInterface::all),
                new AgentFingerprinter(options),
                new SignalFingerprinter(),
                new StorageFingerprinter(options));
    }

    /**
     * Looks at the host.
     *
     * @throws IOException when a fact that must be there is not; its message says which.
     */
    public NodeFingerprint run() throws IOException {
        final FingerprintBuilder found = new FingerprintBuilder();
        for (final Fingerprinter fingerprinter : fingerprinters) {
            if (options.runs(fingerprinter.name())) {
                fingerprinter.fingerprint(found);
            }
        }
        return found.build();
    }
}
