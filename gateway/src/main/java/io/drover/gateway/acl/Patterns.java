package io.drover.gateway.acl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is granted by name, where a name may be a pattern with stars: the exact name counts, else the pattern that leaves the fewest
 * characters to its stars. Grants of one name add up, but for a denial, which stands alone. Built by one thread, then only read.
 */
final class Patterns {
    private final Map<String, Set<String>> exact = new HashMap<>();
    private final Map<String, Set<String>> globs = new HashMap<>();

    void grant(final String name, final List<String> capabilities) {
        (name.indexOf('*') >= 0 ? globs : exact)
                .computeIfAbsent(name, ignored -> new HashSet<>())
                .addAll(capabilities);
    }

    /** What is granted for a name; nothing when denied. */
    Set<String> of(final String name) {
        final String key = closest(name);
        return key == null ? Set.of() : effective(exact.containsKey(key) ? exact.get(key) : globs.get(key));
    }

    /** The name or pattern that counts for a name. */
    @Nullable
    String closest(final String name) {
        return exact.containsKey(name) ? name : closestGlob(name);
    }

    boolean hasExact(final String name) {
        return exact.containsKey(name);
    }

    /** Whether any name is granted one of these. */
    boolean anyGrants(final String... capabilities) {
        final List<Set<String>> all = new ArrayList<>(exact.values());
        all.addAll(globs.values());
        for (final Set<String> each : all) {
            final Set<String> granted = effective(each);
            for (final String capability : capabilities) {
                if (granted.contains(capability)) {
                    return true;
                }
            }
        }
        return false;
    }

    private @Nullable String closestGlob(final String name) {
        String best = null;
        int bestRest = Integer.MAX_VALUE;
        for (final String glob : globs.keySet()) {
            final int rest = name.length()
                    - glob.length()
                    + (int) glob.chars().filter(each -> each == '*').count();
            final boolean isCloser = rest < bestRest || rest == bestRest && best != null && glob.compareTo(best) > 0;
            if (isCloser && matches(glob, name)) {
                best = glob;
                bestRest = rest;
            }
        }
        return best;
    }

    private static Set<String> effective(final @Nullable Set<String> granted) {
        return granted == null || granted.contains(Capabilities.DENY) ? Set.of() : granted;
    }

    /** Whether a name fits a pattern, in time that is the product of their lengths at most. */
    static boolean matches(final String glob, final String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (at < name.length()) {
            if (in < glob.length() && glob.charAt(in) == '*') {
                star = in++;
                resume = at;
            } else if (in < glob.length() && glob.charAt(in) == name.charAt(at)) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (in < glob.length() && glob.charAt(in) == '*') {
            in++;
        }
        return in == glob.length();
    }
}
