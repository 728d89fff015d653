package io.drover.tools.cli;

/**
 * The name that help texts and hints use. It is the compatible name whatever the launcher is called: scripts compare these
 * texts, and the commands that they suggest are valid under both names.
 */
public final class Program {
    public static final String NAME = "nomad";

    private Program() {}

    /**
     * Whether texts stay exactly as Nomad's: so under its name. Under its own name, the program adds to an error message what
     * helps to mend it.
     */
    public static boolean isTerse() {
        return System.getProperty("drover.name", NAME).equals(NAME);
    }
}
