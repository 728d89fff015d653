package io.drover.gateway.acl;

import io.drover.gateway.filter.Filter;
import io.drover.gateway.filter.FilterException;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the binding rules of an auth method make of the claims of a login.
 *
 * @param isManagement whether a rule gives everything.
 * @param policies names of policies.
 * @param roles ids of roles.
 */
public record Bindings(boolean isManagement, Set<String> policies, Set<String> roles) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{value\\.([^}]*)}");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-]{1,128}");

    /** Applies rules in their order; one that cannot be applied to the claims does not match. */
    public static Bindings of(final List<AclEntry> rules, final JsonObject claims, final PolicyBook book) {
        final Set<String> policies = new LinkedHashSet<>();
        final Set<String> roles = new LinkedHashSet<>();
        for (final AclEntry rule : rules) {
            final JsonObject document = rule.document();
            if (!matches(document.text("Selector"), claims)) {
                continue;
            }
            if (document.text("BindType").equals("management")) {
                return new Bindings(true, Set.of(), Set.of());
            }
            final String name = interpolate(document.text("BindName"), claims);
            if (!NAME.matcher(name).matches()) {
                continue;
            }
            if (document.text("BindType").equals("role")) {
                final AclEntry role = book.roleNamed(name);
                if (role != null) {
                    roles.add(role.key());
                }
            } else if (book.policy(name) != null) {
                policies.add(name);
            }
        }
        return new Bindings(false, policies, roles);
    }

    /** Whether nothing was bound. */
    public boolean isEmpty() {
        return !isManagement && policies.isEmpty() && roles.isEmpty();
    }

    /** The claims of a token under the names that selectors know: {@code value.…} for texts, {@code list.…} for lists. */
    public static JsonObject mapped(final JsonObject claims, final JsonObject config) {
        final JsonObject values = new JsonObject();
        final JsonObject lists = new JsonObject();
        for (final Map.Entry<String, JsonValue> mapping : mappings(config, "ClaimMappings")) {
            final JsonValue claim = claim(claims, mapping.getKey());
            if (mapping.getValue() instanceof JsonString to && claim != JsonNull.NULL) {
                values.put(to.value(), text(claim));
            }
        }
        for (final Map.Entry<String, JsonValue> mapping : mappings(config, "ListClaimMappings")) {
            final JsonValue claim = claim(claims, mapping.getKey());
            if (mapping.getValue() instanceof JsonString to && claim != JsonNull.NULL) {
                final JsonArray list = new JsonArray();
                if (claim instanceof JsonArray many) {
                    many.forEach(each -> list.add(text(each)));
                } else {
                    list.add(text(claim));
                }
                lists.put(to.value(), list);
            }
        }
        return new JsonObject().put("list", lists).put("value", values);
    }

    /** A text in which names of claims are replaced by what they say. */
    public static String named(final String format, final JsonObject mapped, final String type, final String method) {
        final String known = format.replace("${auth_method_type}", type).replace("${auth_method_name}", method);
        return replace(known, mapped, false);
    }

    private static String interpolate(final String text, final JsonObject mapped) {
        return replace(text, mapped, true);
    }

    private static String replace(final String text, final JsonObject mapped, final boolean isLowerCased) {
        final JsonObject values = mapped.object("value");
        return REFERENCE.matcher(text).replaceAll(match -> {
            final String value = values == null ? "" : values.text(match.group(1));
            return Matcher.quoteReplacement(isLowerCased ? value.toLowerCase(Locale.ROOT) : value);
        });
    }

    private static boolean matches(final String selector, final JsonObject mapped) {
        if (selector.isEmpty()) {
            return true;
        }
        try {
            return Filter.parse(selector).matches(mapped);
        } catch (final FilterException ex) {
            return false;
        }
    }

    private static Set<Map.Entry<String, JsonValue>> mappings(final JsonObject config, final String name) {
        final JsonObject mappings = config.object(name);
        return mappings == null ? Set.of() : mappings.entries();
    }

    /** A claim by its name, or by a path of names that begins with a slash. */
    private static JsonValue claim(final JsonObject claims, final String name) {
        if (!name.startsWith("/")) {
            return claims.value(name);
        }
        JsonValue at = claims;
        for (final String part : name.substring(1).split("/")) {
            at = at instanceof JsonObject object ? object.value(part) : JsonNull.NULL;
        }
        return at;
    }

    private static String text(final JsonValue value) {
        if (value instanceof JsonString string) {
            return string.value();
        }
        return value instanceof JsonNumber number ? number.literal() : value.toString();
    }
}
