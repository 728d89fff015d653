package io.drover.agent.fingerprint;

import java.util.Locale;
import java.util.Map;

/** Operating system, kernel, host name and processor architecture. */
final class HostFingerprinter implements Fingerprinter {
    private static final Map<String, String> GO_ARCH =
            Map.of("x86_64", "amd64", "aarch64", "arm64", "i386", "386", "i686", "386");
    private static final Map<String, String> UNAME_ARCH = Map.of("amd64", "x86_64", "arm64", "aarch64");

    private final HostFiles files;
    private final String jvmArch;

    /** Uses {@code jvmArch} (the JVM's {@code os.arch}) where the kernel does not tell its architecture. */
    HostFingerprinter(final HostFiles files, final String jvmArch) {
        this.files = files;
        this.jvmArch = jvmArch;
    }

    @Override
    public String name() {
        return "host";
    }

    @Override
    public void fingerprint(final FingerprintBuilder found) {
        final String told = files.line("proc/sys/kernel/arch");
        final String arch = told.isEmpty() ? UNAME_ARCH.getOrDefault(jvmArch, jvmArch) : told;
        found.attribute("cpu.arch", GO_ARCH.getOrDefault(arch, arch))
                .attribute("kernel.arch", arch)
                .attribute("kernel.name", "linux")
                .attribute("kernel.version", files.line("proc/sys/kernel/osrelease"))
                .attribute("unique.hostname", files.line("proc/sys/kernel/hostname"));
        final String id = release("ID");
        final String debian = files.line("etc/debian_version");
        found.attribute("os.name", id.isEmpty() ? "linux" : id);
        found.attribute("os.version", id.equals("debian") && !debian.isEmpty() ? debian : release("VERSION_ID"));
    }

    private String release(final String key) {
        for (final String line : files.lines("etc/os-release")) {
            if (line.startsWith(key + "=")) {
                return line.substring(key.length() + 1).replace("\"", "").trim().toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }
}
