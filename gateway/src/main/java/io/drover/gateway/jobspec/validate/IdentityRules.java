package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;

/** Rules of workload identities and what is unwise about them. */
final class IdentityRules {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9\\-_]{1,128}");

    private IdentityRules() {}

    static ErrorList check(final JsonObject identity) {
        final ErrorList errors = new ErrorList();
        final String name = identity.text("Name");
        if (!NAME.matcher(name).matches()) {
            errors.add("invalid name " + Quoted.of(name) + ". Must match regex ^[a-zA-Z0-9-_]{1,128}$");
        }
        final List<String> audience = identity.texts("Audience");
        for (int i = 0; i < audience.size(); i++) {
            if (audience.get(i).isEmpty()) {
                errors.add("an empty string is an invalid audience (" + (i + 1) + ")");
            }
        }
        final String mode = identity.text("ChangeMode");
        final String signal = identity.text("ChangeSignal");
        switch (mode) {
            case "", "noop", "restart" -> {
                if (!signal.isEmpty()) {
                    errors.add("can only use change_signal=" + Quoted.of(signal) + " with change_mode=\"signal\"");
                }
            }
            case "signal" -> {
                if (signal.isEmpty()) {
                    errors.add("change_signal must be specified when using change_mode=\"signal\"");
                }
            }
            default -> errors.add("invalid change_mode: " + mode);
        }
        final long ttl = identity.number("TTL");
        if (ttl > 0 && (name.isEmpty() || name.equals("default"))) {
            errors.add("ttl for default identity not yet supported");
        }
        if (ttl < 0) {
            errors.add("ttl must be >= 0");
        }
        if (!identity.text("Filepath").isEmpty() && !identity.flag("File")) {
            errors.add("file parameter must be true in order to specify filepath");
        }
        return errors;
    }

    static ErrorList warnings(final JsonObject identity, final String prefix) {
        final ErrorList warnings = new ErrorList();
        final int audiences = identity.count("Audience");
        if (audiences == 0) {
            warnings.add(prefix + "identities without an audience are insecure");
        } else if (audiences > 1) {
            warnings.add(
                    prefix + "while multiple audiences is allowed, it is more secure to use 1 audience per identity");
        }
        final String name = identity.text("Name");
        if (!name.isEmpty() && !name.equals("default") && identity.number("TTL") == 0) {
            warnings.add(prefix + "identities without an expiration are insecure");
        }
        if (identity.flag("Env") && !identity.text("ChangeMode").equals("restart")) {
            warnings.add(
                    prefix + "using env=true without change_mode=\"restart\" may result in task not getting updated"
                            + " identity");
        }
        return warnings;
    }
}
