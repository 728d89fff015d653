package io.drover.agent.driver.docker;

import com.github.dockerjava.api.model.Capability;
import io.drover.agent.driver.DriverException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Which capabilities a container gets beyond, and loses from, the engine's own default.
 *
 * @param add asked for by the task and allowed.
 * @param drop the engine's defaults that are not allowed here, and what the task gives up.
 */
record CapabilitySet(List<Capability> add, List<Capability> drop) {
    private static final String ALL = "ALL";
    private static final List<String> ENGINE_DEFAULTS = List.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "NET_RAW",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    static CapabilitySet of(final List<String> allowed, final List<String> add, final List<String> drop)
            throws DriverException {
        final TreeSet<String> allow = names(allowed);
        final TreeSet<String> added = names(add);
        if (!allow.contains(ALL)) {
            final List<String> refused =
                    added.stream().filter(name -> !allow.contains(name)).toList();
            if (!refused.isEmpty()) {
                throw DriverException.permanent("driver does not allow the following capabilities: "
                        + String.join(", ", refused).toLowerCase(Locale.ROOT));
            }
        }
        final TreeSet<String> dropped = names(drop);
        if (!allow.contains(ALL)) {
            ENGINE_DEFAULTS.stream().filter(name -> !allow.contains(name)).forEach(dropped::add);
        }
        return new CapabilitySet(capabilities(added), capabilities(dropped));
    }

    private static TreeSet<String> names(final List<String> texts) {
        final TreeSet<String> names = new TreeSet<>();
        for (final String text : texts) {
            final String name = text.toUpperCase(Locale.ROOT);
            names.add(name.startsWith("CAP_") ? name.substring("CAP_".length()) : name);
        }
        return names;
    }

    private static List<Capability> capabilities(final Iterable<String> names) throws DriverException {
        final List<Capability> capabilities = new ArrayList<>();
        for (final String name : names) {
            try {
                capabilities.add(Capability.valueOf(name));
            } catch (final IllegalArgumentException e) {
                throw new DriverException("capability \"" + name + "\" is not known", false, e);
            }
        }
        return capabilities;
    }
}
