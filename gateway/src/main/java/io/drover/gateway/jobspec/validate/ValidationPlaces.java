package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;
import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the places in a job file that validation errors are about. Errors are found in the finished job, here or on a server of
 * another version, and carry no positions: but they name the group, task, service and so on that they are in, and mostly the
 * argument. What cannot be told more exactly is shown at the header of its block.
 */
public final class ValidationPlaces {

    private static final String SUMMARY = "Invalid job";
    private static final Pattern GROUP = Pattern.compile("Task group (.+) validation failed: ");
    private static final Pattern TASK = Pattern.compile("Task (.+) validation failed: ");
    private static final Pattern NUMBERED = Pattern.compile("(\\w+)(?:\\[(\\d+)]| (\\d+)) .*");
    private static final Pattern NAMED = Pattern.compile("(\\w+) \"?([^\" ]+)\"? .*");
    private static final int SEARCH_DEPTH = 3;
    private static final int NAME_MIN = 3;

    private final List<Diagnostic> found = new ArrayList<>();

    private ValidationPlaces() {}

    /**
     * Returns one diagnostic for each error, in order.
     *
     * @param errorText errors as {@link ErrorList} writes them, or one error
     * @param file the file that was read
     */
    public static List<Diagnostic> of(final String errorText, final Body file) {
        final ValidationPlaces places = new ValidationPlaces();
        final List<Block> jobs = file.blocks("job");
        if (jobs.isEmpty()) {
            return List.of();
        }
        final Place job = new Place(jobs.get(0).body(), jobs.get(0).headerRange());
        for (final ErrorTree error : ErrorTree.parse(errorText)) {
            places.place(error, job);
        }
        return places.found;
    }

    /** A block's body and its header. */
    private record Place(Body body, SourceRange header) {
        static Place of(final Block block) {
            return new Place(block.body(), block.headerRange());
        }
    }

    private void place(final ErrorTree error, final Place around) {
        if (error.nested().isEmpty()) {
            found.add(Diagnostic.error(SUMMARY, error.text(), range(error.text(), around)));
            return;
        }
        final Place inner = inner(error.text(), around);
        error.nested().forEach(nested -> place(nested, inner));
    }

    private static Place inner(final String prefix, final Place around) {
        final Matcher group = GROUP.matcher(prefix);
        if (group.matches()) {
            return orElse(labelled(around.body(), "group", group.group(1)), around);
        }
        final Matcher task = TASK.matcher(prefix);
        if (task.matches()) {
            return orElse(labelled(around.body(), "task", task.group(1)), around);
        }
        final Matcher numbered = NUMBERED.matcher(prefix);
        if (numbered.matches()) {
            // Brackets count from zero, words from one.
            final boolean isBracket = numbered.group(2) != null;
            final String digits = isBracket ? numbered.group(2) : numbered.group(3);
            final int index = digits.length() > 6 ? -1 : Integer.parseInt(digits) - (isBracket ? 0 : 1);
            final List<Block> blocks = around.body().blocks(typeOf(numbered.group(1)));
            return index >= 0 && index < blocks.size() ? Place.of(blocks.get(index)) : around;
        }
        final Matcher named = NAMED.matcher(prefix);
        if (named.matches()) {
            final Place exact = labelled(around.body(), typeOf(named.group(1)), named.group(2));
            final List<Block> blocks = around.body().blocks(typeOf(named.group(1)));
            return exact != null ? exact : blocks.isEmpty() ? around : Place.of(blocks.get(0));
        }
        return around;
    }

    private static String typeOf(final String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static Place orElse(final @Nullable Place place, final Place otherwise) {
        return place == null ? otherwise : place;
    }

    /** Returns the block of a type and label, the block that makes such blocks, or null. */
    private static @Nullable Place labelled(final Body body, final String type, final String label) {
        for (final Block block : body.blocks(type)) {
            if (!block.labels().isEmpty() && block.labels().get(0).text().equals(label)) {
                return Place.of(block);
            }
        }
        for (final Block dynamic : body.blocks("dynamic")) {
            if (!dynamic.labels().isEmpty() && dynamic.labels().get(0).text().equals(type)) {
                final List<Block> content = dynamic.body().blocks("content");
                return content.isEmpty() ? Place.of(dynamic) : Place.of(content.get(0));
            }
        }
        return null;
    }

    private static SourceRange range(final String error, final Place around) {
        final String squashed = squashed(error);
        final Argument argument = mentioned(squashed, around.body(), 0);
        if (argument != null) {
            return argument.range();
        }
        for (final Block block : around.body().blocks()) {
            if (block.type().length() >= NAME_MIN && squashed.contains(squashed(block.type()))) {
                return block.headerRange();
            }
        }
        return around.header();
    }

    /** Returns the argument with the longest name that an error mentions, one of the body itself before those of blocks in it. */
    private static @Nullable Argument mentioned(final String squashedError, final Body body, final int depth) {
        Argument best = null;
        for (final Argument argument : body.arguments()) {
            final String name = squashed(argument.name());
            if (name.length() >= NAME_MIN
                    && squashedError.contains(name)
                    && (best == null || name.length() > squashed(best.name()).length())) {
                best = argument;
            }
        }
        for (final Block block : body.blocks()) {
            final boolean isItsOwn =
                    block.type().equals("group") || block.type().equals("task");
            if (depth < SEARCH_DEPTH && !isItsOwn) {
                final Argument deeper = mentioned(squashedError, block.body(), depth + 1);
                if (deeper != null
                        && (best == null
                                || squashed(deeper.name()).length()
                                        > squashed(best.name()).length())) {
                    best = deeper;
                }
            }
        }
        return best;
    }

    /** Returns only the letters and digits: messages write {@code min healthy time}, files {@code min_healthy_time}. */
    private static String squashed(final String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace("minimum", "min")
                .replace("maximum", "max")
                .replaceAll("[^a-z0-9]", "");
    }
}
