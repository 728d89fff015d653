package io.drover.agent.env;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The part of the agent's own environment that tasks without an image may see. */
public final class HostEnvironment {
    /** Credentials of the agent that tasks must never inherit unless an operator lists others. */
    public static final Set<String> DEFAULT_DENYLIST = Set.of(
            "CONSUL_TOKEN",
            "CONSUL_HTTP_TOKEN",
            "CONSUL_HTTP_TOKEN_FILE",
            "NOMAD_TOKEN",
            "VAULT_TOKEN",
            "CONSUL_LICENSE",
            "NOMAD_LICENSE",
            "VAULT_LICENSE",
            "CONSUL_LICENSE_PATH",
            "NOMAD_LICENSE_PATH",
            "VAULT_LICENSE_PATH",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_METADATA_URL",
            "GOOGLE_APPLICATION_CREDENTIALS",
            "GOOGLE_OAUTH_ACCESS_TOKEN");

    private HostEnvironment() {}

    /** The given environment without the listed names. */
    public static NavigableMap<String, String> without(
            final Map<String, String> environment, final Set<String> denylist) {
        final NavigableMap<String, String> allowed = new TreeMap<>(environment);
        allowed.keySet().removeAll(denylist);
        return allowed;
    }
}
