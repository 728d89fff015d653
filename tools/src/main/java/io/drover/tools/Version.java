package io.drover.tools;

import org.jspecify.annotations.Nullable;

/** The version of this build, as its jar's manifest states it. */
final class Version {
    private Version() {}

    static String describe() {
        final @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return "Drover v" + (version == null ? "0.0.0-dev" : version);
    }
}
