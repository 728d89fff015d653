package io.drover.agent.fingerprint;

import io.drover.agent.driver.process.CgroupHierarchy;

/** The version of the host's control groups; absent when there are none. */
final class CgroupFingerprinter implements Fingerprinter {
    private final HostFiles files;

    CgroupFingerprinter(final HostFiles files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "cgroup";
    }

    @Override
    public void fingerprint(final FingerprintBuilder found) {
        final CgroupHierarchy.Mode mode =
                CgroupHierarchy.detect(files.root().resolve("sys/fs/cgroup")).mode();
        found.attribute(
                "os.cgroups.version",
                switch (mode) {
                    case OFF -> "";
                    case V1 -> "1";
                    case V2 -> "2";
                });
    }
}
