package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.HclType;

/**
 * What a function takes at one position.
 *
 * @param name used in error messages
 * @param type what the argument is converted to; {@link HclType#DYNAMIC} takes anything as it is
 * @param allowsNull whether null is a sensible argument
 */
public record Parameter(String name, HclType type, boolean allowsNull) {

    static Parameter text(final String name) {
        return new Parameter(name, HclType.STRING, false);
    }

    static Parameter number(final String name) {
        return new Parameter(name, HclType.NUMBER, false);
    }

    static Parameter any(final String name) {
        return new Parameter(name, HclType.DYNAMIC, false);
    }

    static Parameter anyOrNull(final String name) {
        return new Parameter(name, HclType.DYNAMIC, true);
    }

    static Parameter listOf(final String name, final HclType element) {
        return new Parameter(name, new HclType.ListType(element), false);
    }
}
