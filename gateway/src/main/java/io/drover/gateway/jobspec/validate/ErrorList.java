package io.drover.gateway.jobspec.validate;

import java.util.ArrayList;
import java.util.List;

/**
 * Errors of one subject. Shown as a number and a bullet list; a list inside another is either taken in item by item or becomes
 * one item.
 */
public final class ErrorList {

    private final List<String> errors = new ArrayList<>();

    /** Adds an error. */
    void add(final String error) {
        errors.add(error);
    }

    /** Adds the errors of another list one by one. */
    void addAll(final ErrorList others) {
        errors.addAll(others.errors);
    }

    /** Adds another list as one error, unless it is empty. */
    void nest(final ErrorList others) {
        nest("", others);
    }

    /** Adds another list as one error after a text, unless it is empty. */
    void nest(final String prefix, final ErrorList others) {
        if (!others.isEmpty()) {
            errors.add(prefix + others);
        }
    }

    /** Tells whether there is no error. */
    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Returns the errors in order. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    /** Returns {@code N errors occurred:} and the bullets, or nothing when there is no error. */
    @Override
    public String toString() {
        if (errors.isEmpty()) {
            return "";
        }
        final StringBuilder text =
                new StringBuilder(errors.size() == 1 ? "1 error occurred:" : errors.size() + " errors occurred:");
        for (final String error : errors) {
            text.append("\n\t* ").append(error);
        }
        return text.append("\n\n").toString();
    }
}
