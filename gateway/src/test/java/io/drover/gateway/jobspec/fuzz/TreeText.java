package io.drover.gateway.jobspec.fuzz;

import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import java.lang.reflect.RecordComponent;
import java.util.List;

/** Prints a syntax tree without positions, so that two sources of the same meaning print the same. */
public final class TreeText {

    private TreeText() {}

    /** Returns the text of a tree of records and lists. */
    public static String of(final Object tree) {
        final StringBuilder text = new StringBuilder();
        append(tree, text);
        return text.toString();
    }

    private static void append(final Object node, final StringBuilder text) {
        if (node instanceof List<?> list) {
            text.append('[');
            for (final Object element : list) {
                append(element, text);
                text.append(' ');
            }
            text.append(']');
        } else if (node instanceof Record) {
            text.append(node.getClass().getSimpleName()).append('(');
            for (final RecordComponent component : node.getClass().getRecordComponents()) {
                if (component.getType() != SourceRange.class) {
                    append(valueOf(node, component), text);
                    text.append(' ');
                }
            }
            text.append(')');
        } else {
            text.append(node);
        }
    }

    private static Object valueOf(final Object node, final RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(node);
        } catch (final ReflectiveOperationException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }
}
