package io.drover.agent.template.function;

import io.drover.agent.template.lang.FunctionException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that a template wants to know of the cluster.
 *
 * @param target path and query of the API that answers it.
 * @param mayBeAbsent whether that it does not exist is an answer.
 * @param label what events call it.
 */
public record ClusterQuestion(String target, boolean mayBeAbsent, String label) {
    private static final Pattern VARIABLE =
            Pattern.compile("(?<path>[^@.]*)(@(?<namespace>[a-zA-Z0-9-]{1,128}|\\*))?(\\.(?<region>[a-zA-Z0-9_-]+))?");
    private static final Pattern SERVICE = Pattern.compile(
            "((?<tag>[A-Za-z0-9_.\\-~]+)\\.)?(?<name>[A-Za-z0-9_\\-]+)(@(?<region>[A-Za-z0-9_.\\-]+))?");

    /** A variable: {@code path[@namespace][.region]}. */
    static ClusterQuestion variable(final String written, final String namespace, final boolean mayBeAbsent)
            throws FunctionException {
        final Matcher parts = parts(VARIABLE, written, "nomad.var.block");
        final String path = parts.group("path");
        if (path.isEmpty()) {
            throw new FunctionException("nomad.var.block: invalid format: \"" + written + "\"");
        }
        return new ClusterQuestion(
                "/v1/var/" + encode(path).replace("%2F", "/") + place(parts, namespace),
                mayBeAbsent,
                (mayBeAbsent ? "nomad.var.get(" : "nomad.var.block(") + written + ")");
    }

    /** Variables below a prefix. */
    static ClusterQuestion variables(final String written, final String namespace) throws FunctionException {
        final Matcher parts = parts(VARIABLE, written, "nomad.var.list");
        return new ClusterQuestion(
                "/v1/vars" + place(parts, namespace) + "&prefix=" + encode(parts.group("path")),
                false,
                "nomad.var.list(" + written + ")");
    }

    /** Instances of a service: {@code [tag.]name[@region]}; the tag is the caller's to look at. */
    static ClusterQuestion service(final String written, final String choice, final String namespace)
            throws FunctionException {
        final Matcher parts = parts(SERVICE, written, "nomad.service");
        return new ClusterQuestion(
                "/v1/service/" + encode(parts.group("name")) + "?namespace=" + encode(namespace)
                        + region(parts.group("region")) + (choice.isEmpty() ? "" : "&choose=" + encode(choice)),
                false,
                "nomad.service(" + written + ")");
    }

    /** The tag that instances must have, empty for any. */
    static String tag(final String written) throws FunctionException {
        final String tag = parts(SERVICE, written, "nomad.service").group("tag");
        return tag == null ? "" : tag;
    }

    /** All services. */
    static ClusterQuestion services(final String written, final String namespace) throws FunctionException {
        if (!written.isEmpty() && !written.startsWith("@")) {
            throw new FunctionException("nomad.services: invalid format: \"" + written + "\"");
        }
        return new ClusterQuestion(
                "/v1/services?namespace=" + encode(namespace) + region(written.isEmpty() ? null : written.substring(1)),
                false,
                "nomad.services" + written);
    }

    private static Matcher parts(final Pattern pattern, final String written, final String kind)
            throws FunctionException {
        final Matcher matcher = pattern.matcher(written);
        if (!matcher.matches()) {
            throw new FunctionException(kind + ": invalid format: \"" + written + "\"");
        }
        return matcher;
    }

    private static String place(final Matcher parts, final String namespace) {
        final String named = parts.group("namespace");
        return "?namespace=" + encode(named == null ? namespace : named) + region(parts.group("region"));
    }

    private static String region(final @Nullable String region) {
        return region == null || region.isEmpty() ? "" : "&region=" + encode(region);
    }

    private static String encode(final String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
