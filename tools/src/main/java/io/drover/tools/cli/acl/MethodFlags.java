package io.drover.tools.cli.acl;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.Flags;
import io.drover.tools.cli.Sources;
import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Docs;
import io.drover.tools.cli.text.Durations;
import java.io.IOException;
import java.util.Locale;

/** The flags that say what an auth method is. */
final class MethodFlags {
    private final Flags flags;
    private final Ui ui;

    MethodFlags(final Flags flags, final Ui ui) {
        this.flags = flags;
        this.ui = ui;
    }

    static void declare(final Flags flags) {
        flags.text("type", "type", "JWT or OIDC.")
                .text(
                        "token-locality",
                        "locality",
                        "Whether its tokens are for this region or for all: local or global.")
                .text("token-name-format", "format", "How its tokens are called.")
                .duration("max-token-ttl", "0s", "How long its tokens live at most.")
                .bool("default", "Logins that name no method use this one.")
                .text("config", "config", "Its configuration: JSON, a file (@path) or standard input (-).");
    }

    /** Whether one of them was given. */
    boolean isAnyGiven() {
        return flags.isGiven("type")
                || flags.isGiven("token-locality")
                || flags.isGiven("token-name-format")
                || flags.isGiven("max-token-ttl")
                || flags.isGiven("default")
                || flags.isGiven("config");
    }

    /** What is wrong with those that are given. */
    void check(final boolean isNew) throws FlagException {
        final String locality = flags.text("token-locality");
        if ((isNew || flags.isGiven("token-locality")) && !locality.equals("local") && !locality.equals("global")) {
            throw new FlagException("Token locality must be set to either 'local' or 'global'");
        }
        if ((isNew || flags.isGiven("max-token-ttl")) && flags.number("max-token-ttl") < 1) {
            throw new FlagException(
                    "Max token TTL must be set to a value between min and max TTL configured for the server.");
        }
        final String type = flags.text("type").toUpperCase(Locale.ROOT);
        if ((isNew || flags.isGiven("type")) && !type.equals("OIDC") && !type.equals("JWT")) {
            throw new FlagException("ACL auth method type must be set to 'OIDC' or 'JWT'");
        }
        if (isNew && flags.text("config").isEmpty()) {
            throw new FlagException("Must provide ACL auth method config in JSON format");
        }
    }

    /** Puts those that are given into a method. */
    void apply(final JsonObject method) throws FlagException {
        if (flags.isGiven("type")) {
            method.put("Type", flags.text("type").toUpperCase(Locale.ROOT));
        }
        if (flags.isGiven("token-locality")) {
            method.put("TokenLocality", flags.text("token-locality"));
        }
        if (flags.isGiven("token-name-format")) {
            method.put("TokenNameFormat", flags.text("token-name-format"));
        }
        if (flags.isGiven("max-token-ttl")) {
            method.put("MaxTokenTTL", Durations.format(flags.number("max-token-ttl")));
        }
        if (flags.isGiven("default")) {
            method.put("Default", flags.isOn("default"));
        }
        if (!flags.text("config").isEmpty()) {
            method.put("Config", configuration(flags.text("config")));
        }
    }

    private JsonObject configuration(final String given) throws FlagException {
        try {
            final boolean isFile = given.startsWith("@") || given.equals("-");
            final String path = given.startsWith("@") ? given.substring(1) : given;
            return Docs.read(isFile ? Sources.read(path, ui) : given).toObject();
        } catch (final IOException e) {
            throw new FlagException("Error loading configuration: " + e.getMessage());
        }
    }
}
