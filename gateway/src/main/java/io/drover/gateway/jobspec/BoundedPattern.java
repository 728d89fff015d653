package io.drover.gateway.jobspec;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;

/**
 * Compiles regular expressions that clients send. Matching takes linear time, but counted repetitions in each other compile to
 * programs of their product: such expressions are refused before they are compiled.
 */
public final class BoundedPattern {

    private static final long MAX_SIZE = 20_000;
    private static final int MAX_LENGTH = 10_000;
    private static final java.util.regex.Pattern COUNT =
            java.util.regex.Pattern.compile("\\{([0-9]{1,9})(,([0-9]{0,9}))?}");

    private final String expression;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long total;
    private long last;

    private BoundedPattern(final String expression) {
        this.expression = expression;
    }

    /** Compiles an expression of a size that a server can afford. */
    public static Pattern compile(final String expression) throws PatternSyntaxException {
        if (expression.length() > MAX_LENGTH || new BoundedPattern(expression).size() > MAX_SIZE) {
            throw new PatternSyntaxException("expression too large", shortened(expression));
        }
        return Pattern.compile(expression);
    }

    private static String shortened(final String expression) {
        return expression.length() > 200 ? expression.substring(0, 200) + "..." : expression;
    }

    /** Returns roughly how many instructions an expression compiles to. */
    private long size() {
        final Matcher count = COUNT.matcher(expression);
        int i = 0;
        while (i < expression.length()) {
            final char c = expression.charAt(i);
            if (c == '\\') {
                atom(1);
                i += 2;
            } else if (c == '[') {
                atom(1);
                i = classEnd(i);
            } else if (c == '(') {
                outer.push(total + last);
                total = 0;
                last = 0;
                i++;
            } else if (c == ')' && !outer.isEmpty()) {
                last = total + last + 1;
                total = outer.pop();
                i++;
            } else if (c == '{' && count.find(i) && count.start() == i) {
                repeat(count);
                i = count.end();
            } else {
                atom(1);
                i++;
            }
        }
        return total + last;
    }

    private void atom(final long size) {
        total = Math.min(total + last, MAX_SIZE + 1);
        last = size;
    }

    private void repeat(final Matcher count) {
        final String upper = count.group(3);
        final long times = Long.parseLong(upper == null || upper.isEmpty() ? count.group(1) : upper);
        last = Math.min(last * Math.max(1, times), MAX_SIZE + 1);
    }

    private int classEnd(final int open) {
        int i = open + 1;
        i += i < expression.length() && expression.charAt(i) == '^' ? 1 : 0;
        i += i < expression.length() && expression.charAt(i) == ']' ? 1 : 0;
        while (i < expression.length() && expression.charAt(i) != ']') {
            i += expression.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }
}
