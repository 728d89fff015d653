package io.drover.tools.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The flags of one command, parsed by the rules that scripts written for Nomad rely on: {@code -x} and {@code --x} mean the
 * same; values follow as {@code -x=v} or {@code -x v}; switches take a value only as {@code -x=false}; flags end at the
 * first other argument, at {@code -} and at {@code --}. The declarations also make the help text.
 */
public final class Flags {
    private final Map<String, Flag> flags = new LinkedHashMap<>();
    private int generalCount;

    /** A switch that is off by default. */
    public Flags bool(final String name, final String help) {
        return declare(new Flag(Flag.Kind.BOOL, name, "", "false", help));
    }

    /** A switch that is on by default. */
    public Flags boolOn(final String name, final String help) {
        return declare(new Flag(Flag.Kind.BOOL, name, "", "true", help));
    }

    /** A flag with a text value, empty by default. */
    public Flags text(final String name, final String argument, final String help) {
        return text(name, argument, "", help);
    }

    /** A flag with a text value. */
    public Flags text(final String name, final String argument, final String value, final String help) {
        return declare(new Flag(Flag.Kind.TEXT, name, argument, value, help));
    }

    /** A flag with a whole number. */
    public Flags integer(final String name, final long value, final String help) {
        return declare(new Flag(Flag.Kind.INTEGER, name, "n", Long.toString(value), help));
    }

    /** A flag that may be given several times. */
    public Flags list(final String name, final String argument, final String help) {
        return declare(new Flag(Flag.Kind.LIST, name, argument, "", help));
    }

    /** A switch whose absence means neither on nor off; it always needs a value. */
    public Flags optionalBool(final String name, final String help) {
        return declare(new Flag(Flag.Kind.OPTIONAL_BOOL, name, "bool", "", help));
    }

    /** A flag with a duration, in nanoseconds. */
    public Flags duration(final String name, final String value, final String help) {
        return declare(new Flag(Flag.Kind.DURATION, name, "duration", value, help));
    }

    /** Marks what was declared so far as the general options, which help texts print in a section of their own. */
    Flags endOfGeneral() {
        generalCount = flags.size();
        return this;
    }

    /**
     * Reads the flags in front of the first other argument.
     *
     * @return the arguments after the flags, or null when help was asked for.
     */
    public @Nullable List<String> parse(final List<String> arguments) throws FlagException {
        int i = 0;
        while (i < arguments.size()) {
            final String argument = arguments.get(i);
            if (argument.length() < 2 || argument.charAt(0) != '-') {
                break;
            }
            i++;
            if (argument.equals("--")) {
                break;
            }
            final String body = argument.substring(argument.startsWith("--") ? 2 : 1);
            if (body.isEmpty() || body.charAt(0) == '-' || body.charAt(0) == '=') {
                throw new FlagException("bad flag syntax: " + argument);
            }
            final int equals = body.indexOf('=');
            final String name = equals < 0 ? body : body.substring(0, equals);
            final Flag flag = flags.get(name);
            if (flag == null) {
                if (name.equals("h") || name.equals("help")) {
                    return null;
                }
                throw new FlagException("flag provided but not defined: -" + name);
            }
            if (equals >= 0) {
                flag.set(body.substring(equals + 1));
            } else if (flag.kind() == Flag.Kind.BOOL) {
                flag.set("true");
            } else if (i < arguments.size()) {
                flag.set(arguments.get(i++));
            } else {
                throw new FlagException("flag needs an argument: -" + name);
            }
        }
        return arguments.subList(i, arguments.size());
    }

    public boolean isOn(final String name) {
        return flag(name).isTrue();
    }

    /** True when the arguments named the flag, whatever its value. */
    public boolean isGiven(final String name) {
        return flag(name).isGiven();
    }

    public String text(final String name) {
        return flag(name).value();
    }

    /** The value of a number or, in nanoseconds, of a duration. */
    public long number(final String name) {
        return flag(name).number();
    }

    public List<String> list(final String name) {
        return flag(name).values();
    }

    /** The flags of the command itself, sorted by name. */
    List<Flag> own() {
        return sorted(generalCount, flags.size());
    }

    /** The flags that all commands with a server share, sorted by name. */
    List<Flag> general() {
        return sorted(0, generalCount);
    }

    private List<Flag> sorted(final int from, final int to) {
        final List<Flag> part = new ArrayList<>(new ArrayList<>(flags.values()).subList(from, to));
        Collections.sort(part);
        return part;
    }

    private Flags declare(final Flag flag) {
        flags.put(flag.name(), flag);
        return this;
    }

    private Flag flag(final String name) {
        final Flag flag = flags.get(name);
        if (flag == null) {
            throw new IllegalArgumentException("flag not declared: " + name);
        }
        return flag;
    }
}
