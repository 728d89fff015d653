package io.drover.agent.fingerprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A host's files written by a test. */
final class HostTree {
    private final Path root;

    HostTree(final Path root) {
        this.root = root;
    }

    HostTree file(final String path, final String text) {
        try {
            final Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    HostTree core(final int id, final int socket, final String siblings) {
        final String topology = "sys/devices/system/cpu/cpu" + id + "/topology/";
        return file(topology + "physical_package_id", socket + "\n")
                .file(topology + "thread_siblings_list", siblings + "\n");
    }

    HostFiles files() {
        return new HostFiles(root);
    }
}
