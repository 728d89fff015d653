package io.drover.tools;

import org.jspecify.annotations.Nullable;

/** The version of this build, as its jar's manifest states it. */
public final class Version {
    /** Version of the API and of node behaviour that this build speaks, as constraints of jobs compare it. */
    public static final String COMPATIBLE = "2.0.5";

    private Version() {}

    /** Such as {@code Drover v0.1.0}. */
    public static String describe() {
        final @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return "Drover v" + (version == null ? "0.0.0-dev" : version);
    }
}
