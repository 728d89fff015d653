package io.drover.tools.cli;

import io.drover.tools.cli.acl.AclFamily;
import io.drover.tools.cli.acl.LoginCommand;
import io.drover.tools.cli.alloc.AllocFamily;
import io.drover.tools.cli.config.ConfigFamily;
import io.drover.tools.cli.deployment.DeploymentFamily;
import io.drover.tools.cli.edition.LicenseFamily;
import io.drover.tools.cli.edition.QuotaFamily;
import io.drover.tools.cli.edition.RecommendationFamily;
import io.drover.tools.cli.edition.SentinelFamily;
import io.drover.tools.cli.eval.EvalFamily;
import io.drover.tools.cli.format.FmtCommand;
import io.drover.tools.cli.incident.IncidentFamily;
import io.drover.tools.cli.job.JobFamily;
import io.drover.tools.cli.namespace.NamespaceFamily;
import io.drover.tools.cli.node.NodeFamily;
import io.drover.tools.cli.operator.OperatorFamily;
import io.drover.tools.cli.scaling.ScalingFamily;
import io.drover.tools.cli.server.AgentInfoCommand;
import io.drover.tools.cli.server.CheckCommand;
import io.drover.tools.cli.server.ServerFamily;
import io.drover.tools.cli.service.ServiceFamily;
import io.drover.tools.cli.setup.SetupFamily;
import io.drover.tools.cli.system.SystemFamily;
import io.drover.tools.cli.tls.TlsFamily;
import io.drover.tools.cli.variable.VariableFamily;
import io.drover.tools.cli.volume.PluginFamily;
import io.drover.tools.cli.volume.VolumeFamily;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All commands by name. Families list their own members; this table knows the families, the commands of one word, and the
 * other names under which commands answer.
 */
final class CommandTable {
    private static final String[] COMMON = {"run", "stop", "status", "alloc", "job", "node", "agent"};

    private static final String[] COMMON_SYNOPSES = {
        "Run a new job or update an existing job",
        "Stop a running job",
        "Show the status of a job, allocation, node or other object",
        "Work with allocations",
        "Work with jobs",
        "Work with nodes",
        "Run a server, a client or both"
    };

    private static final String[] OTHERS = {
        "acl",
        "agent-info",
        "check",
        "config",
        "deployment",
        "eval",
        "fmt",
        "incident",
        "license",
        "login",
        "monitor",
        "namespace",
        "operator",
        "plugin",
        "quickstart",
        "quota",
        "recommendation",
        "scaling",
        "sentinel",
        "server",
        "service",
        "setup",
        "system",
        "tls",
        "ui",
        "var",
        "version",
        "volume"
    };

    private static final String[] OTHERS_SYNOPSES = {
        "Work with access control",
        "Show facts about an agent",
        "Check the health of an agent, for monitoring tools",
        "Work with the configuration of agents",
        "Work with deployments",
        "Work with evaluations",
        "Rewrite job files and configuration files in the usual layout",
        "Look into the past of a cluster",
        "Show the license",
        "Get a token for a proof that somebody else has signed",
        "Follow the log of an agent",
        "Work with namespaces",
        "Look after a cluster",
        "Show storage plugins",
        "Start a small cluster on this machine and run a job",
        "Work with quotas",
        "Work with recommendations",
        "Work with scaling policies",
        "Work with Sentinel policies",
        "Work with servers",
        "Work with registered services",
        "Prepare other programs for a cluster",
        "Look after the state of a cluster",
        "Make certificates for agents and clients",
        "Open the web page of a cluster",
        "Work with variables",
        "Print the version",
        "Work with volumes"
    };

    private CommandTable() {}

    /** The names of all commands, with those of families under their families. */
    static List<String> names() {
        final List<String> names = new ArrayList<>();
        for (final String other : OTHERS) {
            addNames(names, other);
        }
        for (final String common : COMMON) {
            addNames(names, common);
        }
        return names;
    }

    private static void addNames(final List<String> names, final String name) {
        final @Nullable Family family = family(name);
        if (family == null) {
            names.add(name);
            return;
        }
        for (final String[] member : family.members()) {
            names.add(name + ' ' + member[0]);
        }
    }

    /** A new command of that whole name, or null when there is none. */
    static @Nullable Command command(final String name, final Ui ui) {
        final String target = Aliases.target(name, ui);
        final int space = target.indexOf(' ');
        if (space < 0 || target.equals("monitor export") || target.startsWith("windows ")) {
            return single(target);
        }
        final @Nullable Family family = family(target.substring(0, space));
        return family == null ? null : family.create(target.substring(space + 1));
    }

    private static @Nullable Command single(final String name) {
        return switch (name) {
            case "agent" -> new ProcessCommand("agent", "io.drover.tools.agent.AgentCommand");
            case "quickstart" -> new ProcessCommand("quickstart", "io.drover.tools.quickstart.QuickstartCommand");
            case "agent-info" -> new AgentInfoCommand();
            case "check" -> new CheckCommand();
            case "fmt" -> new FmtCommand();
            case "login" -> new LoginCommand();
            case "sim" -> new ProcessCommand("sim", "io.drover.tools.sim.SimCommand");
            case "monitor" -> new MonitorCommand();
            case "monitor export" -> new MonitorExportCommand();
            case "status" -> new StatusCommand();
            case "ui" -> new UiCommand();
            case "version" -> new VersionCommand();
            case "windows", "windows service", "windows service install", "windows service uninstall" ->
                new UnsupportedCommand(name, "agents run on Linux.");
            default -> null;
        };
    }

    private static @Nullable Family family(final String name) {
        return switch (name) {
            case "acl" -> new AclFamily();
            case "alloc" -> new AllocFamily();
            case "config" -> new ConfigFamily();
            case "deployment" -> new DeploymentFamily();
            case "eval" -> new EvalFamily();
            case "incident" -> new IncidentFamily();
            case "job" -> new JobFamily();
            case "license" -> new LicenseFamily();
            case "namespace" -> new NamespaceFamily();
            case "node" -> new NodeFamily();
            case "operator" -> new OperatorFamily();
            case "plugin" -> new PluginFamily();
            case "quota" -> new QuotaFamily();
            case "recommendation" -> new RecommendationFamily();
            case "scaling" -> new ScalingFamily();
            case "sentinel" -> new SentinelFamily();
            case "server" -> new ServerFamily();
            case "service" -> new ServiceFamily();
            case "setup" -> new SetupFamily();
            case "var" -> new VariableFamily();
            case "volume" -> new VolumeFamily();
            case "system" -> new SystemFamily();
            case "tls" -> new TlsFamily();
            default -> null;
        };
    }

    /** The help of a family or of a group within one, such as {@code node pool}; null when there is no such group. */
    static @Nullable String groupHelp(final String name) {
        final int space = name.indexOf(' ');
        final @Nullable Family family = family(space < 0 ? name : name.substring(0, space));
        if (family == null) {
            return null;
        }
        final String prefix = space < 0 ? "" : name.substring(space + 1) + ' ';
        final StringBuilder text =
                new StringBuilder("Usage: ").append(Program.NAME).append(' ').append(name);
        text.append(" <subcommand> [options] [args]\n\n");
        HelpText.wrap(text, family.synopsis(), "  ", 78);
        text.append("\n\nSubcommands:\n");
        boolean hasMembers = false;
        for (final String[] member : family.members()) {
            if (member[0].startsWith(prefix)) {
                hasMembers = true;
                appendCommand(text, member[0].substring(prefix.length()), member[1]);
            }
        }
        return hasMembers ? text.toString() : null;
    }

    /** The help of the whole program. */
    static String help() {
        final StringBuilder text = new StringBuilder("Usage: ").append(Program.NAME);
        text.append(" [-version] [-help] <command> [args]\n\nCommon commands:\n");
        for (int i = 0; i < COMMON.length; i++) {
            appendCommand(text, COMMON[i], COMMON_SYNOPSES[i]);
        }
        text.append("\n\nOther commands:\n");
        for (int i = 0; i < OTHERS.length; i++) {
            appendCommand(text, OTHERS[i], OTHERS_SYNOPSES[i]);
        }
        return text.toString();
    }

    private static void appendCommand(final StringBuilder text, final String name, final String synopsis) {
        text.append("\n    ").append(name);
        for (int i = name.length(); i < 24; i++) {
            text.append(' ');
        }
        text.append(name.length() < 24 ? "" : "  ").append(synopsis);
    }
}
