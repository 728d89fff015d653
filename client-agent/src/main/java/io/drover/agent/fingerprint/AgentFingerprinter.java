package io.drover.agent.fingerprint;

/** The agent itself: its version, its address, and what the product offers to jobs. */
final class AgentFingerprinter implements Fingerprinter {
    private final FingerprintOptions options;

    AgentFingerprinter(final FingerprintOptions options) {
        this.options = options;
    }

    @Override
    public String name() {
        return "nomad";
    }

    @Override
    public void fingerprint(final FingerprintBuilder found) {
        found.attribute("nomad.version", options.version())
                .attribute("nomad.revision", options.revision())
                .attribute("nomad.service_discovery", Boolean.toString(options.serviceDiscovery()))
                .attribute("unique.advertise.address", options.advertiseHttp());
    }
}
