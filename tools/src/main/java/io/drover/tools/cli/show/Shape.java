package io.drover.tools.cli.show;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.tools.cli.http.Doc;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code -json} and {@code -t} show of an answer: the fields that clients know. Servers send some more, and leave out
 * others while they are empty; scripts written against the reference's command line expect the clients' view.
 *
 * <p>A rule is {@code -path} for a field to leave out, {@code ?name} for one to leave out when it is null, or {@code +path=value} for one
 * to add when it is missing. Steps of a path
 * are names, {@code *} for all fields, and {@code []} for all items. To add a field within an object that is missing adds that too.
 */
public final class Shape {
    /** An allocation. */
    public static final Shape ALLOCATION = new Shape(
            "-SharedResources",
            "-SigningKeyID",
            "-AllocatedResources.TaskLifecycles",
            "-AllocatedResources.Tasks.*.Cpu.ReservedCores",
            "-Job.TaskGroups.[].Tasks.[].CSIPluginConfig",
            "+Job.Migrate=null",
            "+Job.Reschedule=null",
            "+Job.TaskGroups.[].Tasks.[].LogConfig.Enabled=null",
            "+DesiredDescription=",
            "+DesiredTransition.ForceReschedule=null",
            "+DesiredTransition.Migrate=null",
            "+DesiredTransition.MigrateDisablePlacement=null",
            "+DesiredTransition.NoShutdownDelay=null",
            "+DesiredTransition.Reschedule=null",
            "+FollowupEvalID=",
            "+NextAllocation=",
            "+NodeName=",
            "+PreemptedAllocations=null",
            "+PreemptedByAllocation=",
            "+PreviousAllocation=",
            "+RescheduleTracker=null",
            "+Services=null",
            "+TaskStates.*.Events.[].DiskSize=0");

    /** A job. */
    public static final Shape JOB = new Shape(
            "-TaskGroups.[].Tasks.[].CSIPluginConfig",
            "+Migrate=null",
            "+Reschedule=null",
            "+TaskGroups.[].Tasks.[].LogConfig.Enabled=null");

    /** An evaluation. */
    public static final Shape EVALUATION = new Shape(
            "+AnnotatePlan=false",
            "+BlockedEval=",
            "+ClassEligibility=null",
            "+DeploymentID=",
            "+EscapedComputedClass=false",
            "+FailedTGAllocs=null",
            "+MissingNonNodeResources=null",
            "+NextEval=",
            "+NodeID=",
            "+NodeModifyIndex=0",
            "+PlanAnnotations=null",
            "+PreviousEval=",
            "+QuotaLimitReached=",
            "+RelatedEvals=null",
            "+StatusDescription=",
            "+Wait=0",
            "+WaitUntil=null");

    /** The configuration of the scheduler: the index comes by its other name there. */
    public static final Shape SCHEDULER_CONFIG = new Shape("-Index", "+LastIndex=0", "+RequestTime=0");

    /** A deployment. */
    public static final Shape DEPLOYMENT = new Shape("-EvalPriority", "-TaskGroups.*.AutoPromote");

    /** A node. */
    public static final Shape NODE = new Shape(
            "-ComputedClass",
            "-IdentitySigningKeyID",
            "-LastAllocUpdateIndex",
            "-LastMissedHeartbeatIndex",
            "-SecretID",
            "-NodeResources.NodeNetworks",
            "-NodeResources.Processors",
            "-ReservedResources.Cpu.ReservedCpuCores",
            "+NodeResources.Networks.[].CNI=null",
            "+NodeResources.Networks.[].DNS=null",
            "+NodeResources.Networks.[].DynamicPorts=null",
            "+NodeResources.Networks.[].Hostname=",
            "+NodeResources.Networks.[].ReservedPorts=null",
            "+Reserved=null",
            "+Resources=null");

    /** An entry of the list of nodes. */
    public static final Shape NODE_ENTRY =
            new Shape("-Attributes", "-HostVolumes", "-NodeResources", "-ReservedResources");

    /** A namespace or a node pool: the digest is the server's own. */
    public static final Shape WITHOUT_DIGEST = new Shape("-Hash");

    /** A token. */
    public static final Shape TOKEN = new Shape("-Hash", "?ExpirationTime");

    private final String[] rules;

    private Shape(final String... rules) {
        this.rules = rules;
    }

    /** A document of this shape, made of one from a server. */
    public Doc of(final Doc document) {
        final JsonObject shaped = document.toObject();
        for (final String rule : rules) {
            if (rule.startsWith("?")) {
                removeIfNull(shaped, rule.substring(1));
                continue;
            }
            final int equals = rule.indexOf('=');
            final String path = rule.substring(1, equals < 0 ? rule.length() : equals);
            final @Nullable JsonValue added = equals < 0 ? null : value(rule.substring(equals + 1));
            apply(shaped, Arrays.asList(path.split("\\.")), added);
        }
        return Doc.of(shaped);
    }

    /** Documents of this shape, in the same order. */
    public Doc ofAll(final List<Doc> documents) {
        final JsonArray shaped = new JsonArray();
        for (final Doc document : documents) {
            shaped.add(of(document).value());
        }
        return Doc.of(shaped);
    }

    private static void removeIfNull(final JsonObject object, final String name) {
        if (object.value(name) == JsonNull.NULL) {
            object.remove(name);
        }
    }

    private static void apply(final JsonValue target, final List<String> path, final @Nullable JsonValue added) {
        final String step = path.get(0);
        final List<String> rest = path.subList(1, path.size());
        if (step.equals("[]")) {
            if (target instanceof JsonArray list) {
                for (final JsonValue item : list) {
                    apply(item, rest, added);
                }
            }
        } else if (target instanceof JsonObject object) {
            if (step.equals("*")) {
                for (final String name : object.names()) {
                    apply(object.value(name), rest, added);
                }
            } else if (!rest.isEmpty()) {
                if (added != null
                        && !object.has(step)
                        && rest.size() == 1
                        && !rest.get(0).equals("[]")) {
                    object.put(step, new JsonObject());
                }
                apply(object.value(step), rest, added);
            } else if (added == null) {
                object.remove(step);
            } else if (!object.has(step)) {
                object.put(step, added);
            }
        }
    }

    private static JsonValue value(final String text) {
        return switch (text) {
            case "null" -> JsonNull.NULL;
            case "false" -> JsonBoolean.FALSE;
            case "0" -> JsonNumber.ZERO;
            default -> new JsonString(text);
        };
    }
}
