package io.drover.agent.template.lang;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value with members of its own; {@code toString} is what it prints as. It may be a list or a map beside. */
public interface TemplateObject {
    /** What error messages call its type. */
    String typeName();

    /** Whether it has such a member. */
    boolean hasMember(String name);

    /** The member, called with these arguments, which are none for a field. */
    @Nullable
    Object member(String name, List<? extends @Nullable Object> arguments) throws FunctionException;
}
