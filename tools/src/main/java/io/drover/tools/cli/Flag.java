package io.drover.tools.cli;

import io.drover.tools.cli.text.Durations;
import java.util.ArrayList;
import java.util.List;

/** One flag of a command: how it is written, what it is for, and what value it has. */
final class Flag implements Comparable<Flag> {
    /** What values a flag takes. */
    enum Kind {
        /** On or off; a value is optional. */
        BOOL,
        /** On, off or not said. */
        OPTIONAL_BOOL,
        /** Any text. */
        TEXT,
        /** A whole number, decimal, octal ({@code 017}) or hexadecimal ({@code 0x1f}). */
        INTEGER,
        /** A duration such as {@code 1h30m}. */
        DURATION,
        /** Any text, repeatable. */
        LIST
    }

    private final Kind kind;
    private final String name;
    private final String argument;
    private final String help;
    private final List<String> values = new ArrayList<>();
    private String value;
    private long number;
    private boolean isGiven;

    Flag(final Kind kind, final String name, final String argument, final String value, final String help) {
        this.kind = kind;
        this.name = name;
        this.argument = argument;
        this.value = value;
        this.help = help;
        if (kind == Kind.INTEGER) {
            number = Long.parseLong(value);
        } else if (kind == Kind.DURATION) {
            number = Durations.parse(value);
        }
    }

    Kind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    /** How the flag looks in a help text, such as {@code -check-index=<index>}. */
    String usage() {
        return kind == Kind.BOOL ? "-" + name : "-" + name + "=<" + argument + ">";
    }

    String help() {
        return help;
    }

    void set(final String text) throws FlagException {
        switch (kind) {
            case BOOL -> value = Boolean.toString(asBoolean(text));
            case OPTIONAL_BOOL -> value = Boolean.toString(asOptionalBoolean(text));
            case INTEGER -> number = asNumber(text);
            case DURATION -> number = asDuration(text);
            case TEXT -> value = text;
            case LIST -> values.add(text);
        }
        isGiven = true;
    }

    boolean isTrue() {
        return value.equals("true");
    }

    boolean isGiven() {
        return isGiven;
    }

    String value() {
        return value;
    }

    long number() {
        return number;
    }

    List<String> values() {
        return values;
    }

    @Override
    public int compareTo(final Flag other) {
        return name.compareTo(other.name);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Flag flag && name.equals(flag.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    private boolean asBoolean(final String text) throws FlagException {
        if (isBoolean(text)) {
            return isTrue(text);
        }
        throw new FlagException("invalid boolean value \"" + text + "\" for -" + name + ": parse error");
    }

    private boolean asOptionalBoolean(final String text) throws FlagException {
        if (isBoolean(text)) {
            return isTrue(text);
        }
        throw invalid(text, "strconv.ParseBool: parsing \"" + text + "\": invalid syntax");
    }

    private long asNumber(final String text) throws FlagException {
        try {
            final boolean isOctal = text.length() > 1 && text.charAt(0) == '0' && Character.isDigit(text.charAt(1));
            return isOctal ? Long.parseLong(text, 8) : Long.decode(text);
        } catch (final NumberFormatException e) {
            throw invalid(text, "parse error");
        }
    }

    private long asDuration(final String text) throws FlagException {
        try {
            return Durations.parse(text);
        } catch (final IllegalArgumentException e) {
            throw invalid(text, "parse error");
        }
    }

    private FlagException invalid(final String text, final String problem) {
        return new FlagException("invalid value \"" + text + "\" for flag -" + name + ": " + problem);
    }

    private static boolean isBoolean(final String text) {
        return isTrue(text)
                || switch (text) {
                    case "0", "f", "F", "false", "FALSE", "False" -> true;
                    default -> false;
                };
    }

    private static boolean isTrue(final String text) {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            default -> false;
        };
    }
}
