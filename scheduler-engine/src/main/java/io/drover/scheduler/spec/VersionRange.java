package io.drover.scheduler.spec;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A list of version constraints that must all hold: {@code >= 1.2, < 2.0}.
 *
 * <p>With {@code version}, an ordered constraint without pre-release does not admit a pre-release, and one with pre-release
 * admits pre-releases of the same numbers only; {@code ~>} lets the last written number grow. With {@code semver} a pre-release is
 * simply less than its release, and there is no {@code ~>}.
 */
final class VersionRange {
    private enum Relation {
        EQUAL,
        NOT_EQUAL,
        GREATER,
        LESS,
        GREATER_OR_EQUAL,
        LESS_OR_EQUAL,
        PESSIMISTIC
    }

    private record Bound(Relation relation, Version version) {}

    private final boolean isSemantic;
    private final List<Bound> bounds;

    private VersionRange(final boolean isSemantic, final List<Bound> bounds) {
        this.isSemantic = isSemantic;
        this.bounds = bounds;
    }

    boolean isSemantic() {
        return isSemantic;
    }

    /** Parses a list, or answers null when it is none. */
    static @Nullable VersionRange parse(
            final DirectBuffer buffer, final int offset, final int length, final boolean isSemantic) {
        final List<Bound> bounds = new ArrayList<>();
        final int limit = offset + length;
        int start = offset;
        while (start <= limit) {
            int end = start;
            while (end < limit && buffer.getByte(end) != ',') {
                end++;
            }
            final Bound bound = parseBound(buffer, start, end, isSemantic);
            if (bound == null) {
                return null;
            }
            bounds.add(bound);
            start = end + 1;
        }
        return new VersionRange(isSemantic, bounds);
    }

    boolean contains(final Version version) {
        for (int i = 0; i < bounds.size(); i++) {
            if (!admits(bounds.get(i), version)) {
                return false;
            }
        }
        return true;
    }

    private boolean admits(final Bound bound, final Version version) {
        final int order = version.compareWith(bound.version);
        return switch (bound.relation) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case GREATER -> order > 0 && isPreReleaseAdmitted(bound.version, version);
            case LESS -> order < 0 && isPreReleaseAdmitted(bound.version, version);
            case GREATER_OR_EQUAL -> order >= 0 && isPreReleaseAdmitted(bound.version, version);
            case LESS_OR_EQUAL -> order <= 0 && isPreReleaseAdmitted(bound.version, version);
            case PESSIMISTIC -> isPessimisticallyAdmitted(bound.version, version);
        };
    }

    private boolean isPreReleaseAdmitted(final Version bound, final Version version) {
        if (isSemantic || !version.isPreRelease()) {
            return true;
        }
        return bound.isPreRelease() && version.hasNumbersOf(bound);
    }

    private static boolean isPessimisticallyAdmitted(final Version bound, final Version version) {
        final boolean isAdmitted = version.isPreRelease() ? bound.isPreRelease() && version.hasNumbersOf(bound) : true;
        if (!isAdmitted || version.compareWith(bound) < 0) {
            return false;
        }
        if (bound.numberCount() > version.numberCount()) {
            return false;
        }
        final int fixed = bound.writtenCount() - 1;
        for (int i = 0; i < fixed; i++) {
            if (version.number(i) != bound.number(i)) {
                return false;
            }
        }
        return bound.number(fixed) <= version.number(fixed);
    }

    private static @Nullable Bound parseBound(
            final DirectBuffer buffer, final int from, final int to, final boolean isSemantic) {
        int start = from;
        int end = to;
        while (start < end && isBlank(buffer.getByte(start))) {
            start++;
        }
        while (end > start && isBlank(buffer.getByte(end - 1))) {
            end--;
        }
        int operatorEnd = start;
        while (operatorEnd < end && isOperator(buffer.getByte(operatorEnd))) {
            operatorEnd++;
        }
        final Relation relation = relation(buffer, start, operatorEnd);
        if (relation == null || isSemantic && relation == Relation.PESSIMISTIC) {
            return null;
        }
        while (operatorEnd < end && isBlank(buffer.getByte(operatorEnd))) {
            operatorEnd++;
        }
        final Version version = new Version();
        return version.parse(buffer, operatorEnd, end - operatorEnd, isSemantic) ? new Bound(relation, version) : null;
    }

    private static @Nullable Relation relation(final DirectBuffer buffer, final int start, final int end) {
        final int length = end - start;
        if (length == 0) {
            return Relation.EQUAL;
        }
        final byte first = buffer.getByte(start);
        if (length == 1) {
            return switch (first) {
                case '=' -> Relation.EQUAL;
                case '>' -> Relation.GREATER;
                case '<' -> Relation.LESS;
                default -> null;
            };
        }
        final byte second = buffer.getByte(start + 1);
        if (length != 2) {
            return null;
        }
        if (second == '=') {
            return switch (first) {
                case '!' -> Relation.NOT_EQUAL;
                case '>' -> Relation.GREATER_OR_EQUAL;
                case '<' -> Relation.LESS_OR_EQUAL;
                default -> null;
            };
        }
        return first == '~' && second == '>' ? Relation.PESSIMISTIC : null;
    }

    private static boolean isOperator(final byte at) {
        return at == '=' || at == '!' || at == '<' || at == '>' || at == '~';
    }

    private static boolean isBlank(final byte at) {
        return at == ' ' || at == '\t';
    }
}
