package io.drover.tools.planted;

/** Takes the machine's charset, locale and number text: the overloads the rules test must see. */
@SuppressWarnings({"DefaultCharset", "StringCaseLocaleUsage"})
final class MachineDefaults {
    int encodedLength(final String text) {
        return text.getBytes().length;
    }

    String decoded(final byte[] bytes) {
        return new String(bytes);
    }

    String lower(final String text) {
        return text.toLowerCase();
    }

    String shown(final double value) {
        return new StringBuilder().append(value).toString();
    }
}
