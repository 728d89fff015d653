package io.drover.gateway.jobspec.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Errors read back from the text that {@link ErrorList} makes of them.
 *
 * @param text the error, or what stands before the errors nested in it
 * @param nested errors in it, empty for one that is no list
 */
record ErrorTree(String text, List<ErrorTree> nested) {

    private static final Pattern HEADER = Pattern.compile("(\\d{1,6}) errors? occurred:");
    private static final String BULLET = "\n\t* ";
    private static final String END = "\n\n";
    private static final int DEPTH_MAX = 16;

    ErrorTree {
        nested = List.copyOf(nested);
    }

    static List<ErrorTree> parse(final String text) {
        final Reader reader = new Reader(text);
        final List<ErrorTree> errors = reader.list(0);
        return errors.isEmpty() && !text.isBlank() ? List.of(new ErrorTree(text.strip(), List.of())) : errors;
    }

    private static final class Reader {
        private final String text;
        private int position;

        Reader(final String text) {
            this.text = text;
        }

        /** Reads a header and as many bullets as it says, or nothing when there is no header here. */
        List<ErrorTree> list(final int depth) {
            final Matcher header = HEADER.matcher(text).region(position, text.length());
            final List<ErrorTree> errors = new ArrayList<>();
            if (depth > DEPTH_MAX || !header.lookingAt()) {
                return errors;
            }
            position = header.end();
            final int count = Integer.parseInt(header.group(1));
            for (int i = 0; i < count && text.startsWith(BULLET, position); i++) {
                position += BULLET.length();
                errors.add(item(depth));
            }
            if (text.startsWith(END, position)) {
                position += END.length();
            }
            return errors;
        }

        private ErrorTree item(final int depth) {
            final int end = end();
            final Matcher header = HEADER.matcher(text).region(position, end);
            if (header.find() && text.startsWith(BULLET, header.end())) {
                final String prefix = text.substring(position, header.start());
                position = header.start();
                final List<ErrorTree> nested = list(depth + 1);
                if (!nested.isEmpty()) {
                    return new ErrorTree(prefix, nested);
                }
            }
            final String error = text.substring(position, end);
            position = end;
            return new ErrorTree(error, List.of());
        }

        private int end() {
            final int bullet = text.indexOf(BULLET, position);
            final int close = text.indexOf(END, position);
            final int end = bullet < 0 ? close : close < 0 ? bullet : Math.min(bullet, close);
            return end < 0 ? text.length() : end;
        }
    }
}
