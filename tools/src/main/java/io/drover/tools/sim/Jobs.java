package io.drover.tools.sim;

import io.drover.gateway.command.JobCommands;
import io.drover.gateway.compile.CompiledJob;
import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.schema.JobReadException;
import io.drover.gateway.jobspec.schema.JobReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.DirectBuffer;

/** Jobs of all kinds, admitted and compiled as a gateway does it. The same job is compiled once for all runs. */
final class Jobs {
    /** A job's kind follows from its number. */
    enum Kind {
        WEB("service"),
        WEB_CANARY("service"),
        BATCH("batch"),
        SYSTEM("system"),
        SERVICE("service"),
        PARAMETERIZED("batch"),
        SYSBATCH("sysbatch"),
        PERIODIC("batch");

        private final String type;

        Kind(final String type) {
            this.type = type;
        }
    }

    private record Compiled(CompiledJob job, boolean isPeriodic, boolean isParameterized) {}

    private static final Map<String, Compiled> CACHE = new ConcurrentHashMap<>();
    private static final ServerSettings SETTINGS = new ServerSettings() {
        @Override
        public Optional<NamespaceRules> namespace(final String name) {
            return Optional.of(NamespaceRules.OPEN);
        }

        @Override
        public boolean hasNodePool(final String name) {
            return true;
        }
    };

    private Jobs() {}

    static Kind kind(final int job) {
        return Kind.values()[job % Kind.values().length];
    }

    /** The id of a job; jobs with a service are called web. */
    static String id(final int job) {
        final Kind kind = kind(job);
        return switch (kind) {
            case WEB, WEB_CANARY -> "web-" + job;
            default -> kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + job;
        };
    }

    static String namespace(final int job) {
        return job % 11 == 10 ? "space-" + job % 3 : "default";
    }

    /** The command that registers a job; the variant says what is different from other versions. */
    static DirectBuffer register(final int job, final int variant) {
        final String text = text(job, variant);
        final Compiled compiled = CACHE.computeIfAbsent(text, Jobs::compile);
        return JobCommands.register(
                namespace(job),
                id(job),
                compiled.job,
                compiled.isPeriodic,
                compiled.isParameterized,
                JobCommands.Terms.NONE,
                new byte[0]);
    }

    private static Compiled compile(final String text) {
        try {
            final JsonObject sent = JobReader.read(JsonParser.parse(text.getBytes(StandardCharsets.UTF_8)));
            final JobAdmission.Result result = JobAdmission.admit(sent, SETTINGS);
            if (!result.isAdmitted()) {
                throw new IllegalStateException("a simulated job is refused: " + result.errorText());
            }
            final JsonObject job = result.job();
            return new Compiled(
                    CompiledJob.of(job), job.object("Periodic") != null, job.object("ParameterizedJob") != null);
        } catch (final JsonSyntaxException | JobReadException ex) {
            throw new IllegalStateException("a simulated job is wrong", ex);
        }
    }

    private static String text(final int job, final int variant) {
        final Chance chance = Chance.of(variant % 48, "variant of " + job);
        final Kind kind = kind(job);
        final boolean hasDeployments = kind.type.equals("service");
        final StringBuilder text = new StringBuilder();
        text.append("{'ID':'" + id(job) + "','Name':'" + id(job) + "','Namespace':'" + namespace(job) + "','Type':'"
                + kind.type + "','Priority':" + (40 + job % 3 * 10) + ",'Datacenters':['*'],'NodePool':'"
                + (job % 13 == 12 ? "pool-" + job % 2 : "default") + "'");
        if (kind == Kind.PARAMETERIZED) {
            text.append(",'ParameterizedJob':{'Payload':'optional'}");
        }
        if (kind == Kind.PERIODIC) {
            text.append(",'Periodic':{'Enabled':true,'Specs':['*/1 * * * *'],'TimeZone':'UTC','ProhibitOverlap':"
                    + (chance.below(2) == 0) + "}");
        }
        if (chance.percent(25)) {
            text.append(
                    ",'Constraints':[{'LTarget':'${attr.rack}','RTarget':'r" + chance.below(2) + "','Operand':'='}]");
        }
        if (chance.percent(15) && kind != Kind.SYSTEM && kind != Kind.SYSBATCH) {
            text.append(",'Spreads':[{'Attribute':'${attr.rack}','Weight':50}]");
        }
        text.append(",'TaskGroups':[").append(group("g", kind, chance));
        if (chance.percent(20) && hasDeployments) {
            text.append(',').append(group("h", kind, chance));
        }
        return text.append("]}").toString().replace('\'', '"');
    }

    private static String group(final String name, final Kind kind, final Chance chance) {
        final boolean isService = kind.type.equals("service");
        final boolean hasService = (kind == Kind.WEB || kind == Kind.WEB_CANARY) && name.equals("g");
        final int count = kind == Kind.SYSTEM || kind == Kind.SYSBATCH ? 1 : chance.below(5);
        final StringBuilder text =
                new StringBuilder("{'Name':'" + name + "','Count':" + count + ",'EphemeralDisk':{'SizeMB':200}");
        if (isService) {
            text.append(",'Update':{'MaxParallel':" + chance.between(1, 2) + ",'Canary':"
                    + (kind == Kind.WEB_CANARY ? chance.between(1, 2) : 0)
                    + ",'MinHealthyTime':1000000000,'HealthyDeadline':20000000000,'ProgressDeadline':60000000000"
                    + ",'AutoRevert':" + chance.percent(40) + ",'AutoPromote':"
                    + (kind == Kind.WEB_CANARY && chance.percent(50)) + "}");
        }
        if (isService || kind == Kind.BATCH) {
            text.append(",'ReschedulePolicy':"
                    + chance.pick(List.of(
                            "{'Attempts':0,'Interval':0,'Delay':5000000000,'DelayFunction':'constant','Unlimited':true}",
                            "{'Attempts':0,'Interval':0,'Delay':5000000000,'DelayFunction':'exponential','MaxDelay':30000000000,'Unlimited':true}",
                            "{'Attempts':1,'Interval':86400000000000,'Delay':5000000000,'DelayFunction':'constant',"
                                    + "'Unlimited':false}")));
        }
        if (isService && chance.percent(20)) {
            text.append(",'Disconnect':{'LostAfter':30000000000,'Replace':" + chance.percent(50) + "}");
        }
        if (hasService || chance.percent(20)) {
            text.append(",'Networks':[{'Mode':'host','DynamicPorts':[{'Label':'http'}]}]");
        }
        return text.append(",'Tasks':[{'Name':'main','Driver':'mock_driver','Config':{'v':'" + chance.below(3)
                        + "'},'Resources':{'CPU':" + chance.pick(List.of(100, 300, 900)) + ",'MemoryMB':"
                        + chance.pick(List.of(64, 256, 1024)) + "}}]}")
                .toString();
    }
}
