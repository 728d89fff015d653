package io.drover.gateway.jobspec.hcl.function;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Paths as texts with slashes, without looking at any file. */
public final class SlashPaths {

    private SlashPaths() {}

    /** Returns the last element, {@code .} of nothing and {@code /} of only slashes. */
    public static String base(final String path) {
        if (path.isEmpty()) {
            return ".";
        }
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return end == 0 ? "/" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }

    /** Returns all but the last element, cleaned. */
    public static String directory(final String path) {
        return clean(path.substring(0, path.lastIndexOf('/') + 1));
    }

    /** Returns the shortest equal path: no doubled slashes, no {@code .}, and {@code ..} taken back where possible. */
    public static String clean(final String path) {
        final boolean isRooted = path.startsWith("/");
        final Deque<String> kept = new ArrayDeque<>();
        for (final String part : path.split("/", -1)) {
            if (part.equals("..")) {
                if (!kept.isEmpty() && !kept.getLast().equals("..")) {
                    kept.removeLast();
                } else if (!isRooted) {
                    kept.addLast(part);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                kept.addLast(part);
            }
        }
        final List<String> parts = new ArrayList<>(kept);
        final String joined = String.join("/", parts);
        if (isRooted) {
            return "/" + joined;
        }
        return joined.isEmpty() ? "." : joined;
    }
}
