package io.drover.scheduler.spec;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.drover.sbe.jobspec.Operand;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The right side of a {@code version}, {@code semver} or {@code regexp} operand, compiled once. A side that does not
 * compile matches nothing.
 */
public final class Matcher {
    private static final Matcher NOTHING = new Matcher(null, null);

    private final @Nullable Pattern pattern;
    private final @Nullable VersionRange range;

    private Matcher(final @Nullable Pattern pattern, final @Nullable VersionRange range) {
        this.pattern = pattern;
        this.range = range;
    }

    static Matcher compile(final Operand operand, final Texts texts, final long right) {
        return compile(operand, texts.buffer(), Texts.offset(right), Texts.length(right));
    }

    /** Compiles a right side that is known only with the node, or a literal. */
    public static Matcher compile(
            final Operand operand, final DirectBuffer buffer, final int offset, final int length) {
        if (Operand.REGEXP == operand) {
            final byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            if (!PatternSize.isBounded(copy)) {
                return NOTHING;
            }
            try {
                return new Matcher(Pattern.compile(new String(copy, StandardCharsets.UTF_8)), null);
            } catch (final PatternSyntaxException e) {
                return NOTHING;
            }
        }
        final VersionRange range = VersionRange.parse(buffer, offset, length, Operand.SEMVER == operand);
        return range == null ? NOTHING : new Matcher(null, range);
    }

    /**
     * Whether the left side matches. A regular expression allocates, so the answer is asked for once per class and kept.
     *
     * @param scratch for the parsed left side.
     */
    public boolean matches(final DirectBuffer buffer, final int offset, final int length, final Version scratch) {
        if (pattern != null) {
            final byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            return pattern.matcher(copy).find();
        }
        return range != null && scratch.parse(buffer, offset, length, range.isSemantic()) && range.contains(scratch);
    }
}
