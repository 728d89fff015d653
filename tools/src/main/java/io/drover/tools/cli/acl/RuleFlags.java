package io.drover.tools.cli.acl;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.Flags;

/** The flags that say what a binding rule is. */
final class RuleFlags {
    private static final String[][] FIELDS = {
        {"description", "Description"}, {"selector", "Selector"}, {"bind-type", "BindType"}, {"bind-name", "BindName"},
    };

    private RuleFlags() {}

    static void declare(final Flags flags) {
        flags.text("description", "text", "What the rule is for.")
                .text("selector", "expression", "Which logins it is about: an expression over the claims of the proof.")
                .text("bind-type", "type", "What such a login gets: role, policy or management.")
                .text("bind-name", "name", "The name of the role or policy.");
    }

    static boolean isAnyGiven(final Flags flags) {
        for (final String[] field : FIELDS) {
            if (flags.isGiven(field[0])) {
                return true;
            }
        }
        return false;
    }

    /** Puts what was given into a rule; with all of them also what was not. */
    static void apply(final Flags flags, final JsonObject rule, final boolean all) {
        for (final String[] field : FIELDS) {
            if (all || flags.isGiven(field[0])) {
                rule.put(field[1], flags.text(field[0]));
            }
        }
    }
}
