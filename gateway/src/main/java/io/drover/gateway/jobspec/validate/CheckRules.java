package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.GoDuration;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules of service checks. Each method returns the first complaint about a check. */
final class CheckRules {

    private static final long SECOND = 1_000_000_000L;
    private static final int MAX_NOTES = 255;
    private static final List<String> CONSUL_TYPES = List.of("grpc", "tcp", "http", "script");
    private static final List<String> NOMAD_TYPES = List.of("tcp", "http");
    private static final Set<String> THRESHOLD_TYPES = Set.of("tcp", "http", "grpc");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE");
    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.\\-]*:.*", Pattern.DOTALL);
    private static final Pattern BAD_URL = Pattern.compile("(?s).*(%(?![0-9a-fA-F]{2})|[\\x00-\\x1f\\x7f]).*");

    private CheckRules() {}

    static @Nullable String consulComplaint(final JsonObject check) {
        final String common = commonComplaint(check, CONSUL_TYPES);
        if (common != null) {
            return common;
        }
        final String type = check.text("Type").toLowerCase(Locale.ROOT);
        if (check.flag("Expose") && !type.equals("http") && !type.equals("grpc")) {
            return "expose may only be set on HTTP or gRPC checks";
        }
        final String threshold = thresholdComplaint(check);
        if (threshold != null) {
            return threshold;
        }
        return check.text("Notes").length() > MAX_NOTES ? "notes must not be longer than 255 characters" : null;
    }

    private static @Nullable String thresholdComplaint(final JsonObject check) {
        final String[][] thresholds = {
            {"SuccessBeforePassing", "success_before_passing"},
            {"FailuresBeforeCritical", "failures_before_critical"},
            {"FailuresBeforeWarning", "failures_before_warning"}
        };
        for (final String[] threshold : thresholds) {
            final long value = check.number(threshold[0]);
            if (value < 0) {
                return threshold[1] + " must be non-negative";
            }
            if (value > 0 && !THRESHOLD_TYPES.contains(check.text("Type"))) {
                return threshold[1] + " not supported for check of type " + Quoted.of(check.text("Type"));
            }
        }
        return null;
    }

    static @Nullable String nomadComplaint(final JsonObject check) {
        final String common = commonComplaint(check, NOMAD_TYPES);
        if (common != null) {
            return common;
        }
        final JsonObject restart = check.object("CheckRestart");
        if (check.flag("Expose")) {
            return "expose may only be set for Consul service checks";
        }
        if (check.text("OnUpdate").equals("ignore_warnings")) {
            return "on_update may only be set to ignore_warnings for Consul service checks";
        }
        if (restart != null && restart.flag("IgnoreWarnings")) {
            return "ignore_warnings on check_restart only supported for Consul service checks";
        }
        if (check.text("AddressMode").equals("driver")) {
            return "address_mode = driver may only be set for Consul service checks";
        }
        final String method = check.text("Method");
        if (check.text("Type").equals("http") && !method.isEmpty() && !METHODS.contains(method)) {
            return "method type " + Quoted.of(method) + " not supported in Nomad http check";
        }
        if (check.number("SuccessBeforePassing") != 0) {
            return "success_before_passing may only be set for Consul service checks";
        }
        if (check.number("FailuresBeforeCritical") != 0) {
            return "failures_before_critical may only be set for Consul service checks";
        }
        if (check.number("FailuresBeforeWarning") != 0) {
            return "failures_before_warning may only be set for Consul service checks";
        }
        return check.text("TLSServerName").isEmpty()
                ? null
                : "tls_server_name may only be set for Consul service checks";
    }

    private static @Nullable String commonComplaint(final JsonObject check, final List<String> types) {
        final String type = check.text("Type").toLowerCase(Locale.ROOT);
        if (!types.contains(type)) {
            return "invalid check type (" + Quoted.of(type) + "), must be one of " + String.join(", ", types);
        }
        final String target = targetComplaint(check, type);
        if (target != null) {
            return target;
        }
        final String times = timeComplaint(check);
        if (times != null) {
            return times;
        }
        final String status = check.text("InitialStatus");
        if (!Set.of("", "passing", "warning", "critical").contains(status)) {
            return "invalid initial check state (" + status
                    + "), must be one of \"passing\", \"warning\", \"critical\" or empty";
        }
        final String mode = check.text("AddressMode");
        if (mode.equals("auto")) {
            return "invalid address_mode \"auto\" - auto only valid for services";
        }
        if (!Set.of("", "host", "driver", "alloc", "alloc_ipv6").contains(mode)) {
            return "invalid address_mode " + Quoted.of(mode);
        }
        return updateComplaint(check);
    }

    private static @Nullable String targetComplaint(final JsonObject check, final String type) {
        if (type.equals("script") && check.text("Command").isEmpty()) {
            return "script type must have a valid script path";
        }
        if (!type.equals("http")) {
            return null;
        }
        final String path = check.text("Path");
        if (path.isEmpty()) {
            return "http type must have http path";
        }
        if (BAD_URL.matcher(path).matches()) {
            return "http type must have valid http path";
        }
        return SCHEME.matcher(path).matches() ? "http type must have relative http path" : null;
    }

    private static @Nullable String timeComplaint(final JsonObject check) {
        final long interval = check.number("Interval");
        if (interval == 0) {
            return "missing required value interval. Interval cannot be less than 1s";
        }
        if (interval < SECOND) {
            return "interval (" + GoDuration.format(interval) + ") cannot be lower than 1s";
        }
        final long timeout = check.number("Timeout");
        if (timeout == 0) {
            return "missing required value timeout. Timeout cannot be less than 1s";
        }
        return timeout < SECOND
                ? "timeout (" + GoDuration.format(timeout) + ") is lower than required minimum timeout 1s"
                : null;
    }

    private static @Nullable String updateComplaint(final JsonObject check) {
        final String update = check.text("OnUpdate");
        if (!Set.of("", "ignore", "require_healthy", "ignore_warnings").contains(update)) {
            return "on_update must be \"require_healthy\", \"ignore_warnings\", or \"ignore\"; got "
                    + Quoted.of(update);
        }
        final JsonObject restart = check.object("CheckRestart");
        if (restart == null) {
            return null;
        }
        if (update.equals("ignore")) {
            return "on_update value \"ignore\" is not compatible with check_restart";
        }
        if (!restart.flag("IgnoreWarnings") && update.equals("ignore_warnings")) {
            return "on_update value \"ignore_warnings\" not supported with check_restart ignore_warnings value \"false\"";
        }
        final ErrorList errors = new ErrorList();
        if (restart.number("Limit") < 0) {
            errors.add("limit must be greater than or equal to 0 but found " + restart.number("Limit"));
        }
        if (restart.number("Grace") < 0) {
            errors.add("grace period must be greater than or equal to 0 but found " + restart.number("Grace"));
        }
        return errors.isEmpty() ? null : errors.toString();
    }
}
