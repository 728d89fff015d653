package io.drover.gateway.acl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What policies may grant, and what their short-hands stand for. */
public final class Capabilities {
    /** Takes everything away, wherever else it is granted. */
    public static final String DENY = "deny";

    public static final String LIST_JOBS = "list-jobs";
    public static final String PARSE_JOB = "parse-job";
    public static final String READ_JOB = "read-job";
    public static final String SUBMIT_JOB = "submit-job";
    public static final String DISPATCH_JOB = "dispatch-job";
    public static final String SCALE_JOB = "scale-job";
    public static final String READ_LOGS = "read-logs";
    public static final String READ_FS = "read-fs";
    public static final String ALLOC_EXEC = "alloc-exec";
    public static final String ALLOC_LIFECYCLE = "alloc-lifecycle";
    public static final String READ_JOB_SCALING = "read-job-scaling";
    public static final String LIST_SCALING_POLICIES = "list-scaling-policies";
    public static final String READ_SCALING_POLICY = "read-scaling-policy";
    public static final String CSI_MOUNT_VOLUME = "csi-mount-volume";
    public static final String HOST_VOLUME_READ = "host-volume-read";

    private static final List<String> READ = List.of(
            LIST_JOBS,
            PARSE_JOB,
            READ_JOB,
            "csi-list-volume",
            "csi-read-volume",
            READ_JOB_SCALING,
            LIST_SCALING_POLICIES,
            READ_SCALING_POLICY,
            HOST_VOLUME_READ);
    private static final List<String> WRITE_ALONE = List.of(
            SCALE_JOB,
            SUBMIT_JOB,
            DISPATCH_JOB,
            READ_LOGS,
            READ_FS,
            ALLOC_EXEC,
            ALLOC_LIFECYCLE,
            CSI_MOUNT_VOLUME,
            "csi-write-volume",
            "submit-recommendation",
            "host-volume-create",
            HOST_VOLUME_READ);
    private static final List<String> SCALE = List.of(
            LIST_SCALING_POLICIES, READ_JOB_SCALING, READ_SCALING_POLICY, READ_JOB, SCALE_JOB, "submit-recommendation");
    private static final Set<String> NAMESPACE_EXTRAS = Set.of(
            DENY,
            "alloc-node-exec",
            "csi-register-plugin",
            "sentinel-override",
            "host-volume-register",
            "host-volume-write",
            "host-volume-delete",
            "register-job",
            "revert-job",
            "deregister-job",
            "purge-job",
            "evaluate-job",
            "plan-job",
            "tag-job-version",
            "stable-job",
            "fail-deployment",
            "pause-deployment",
            "promote-deployment",
            "unblock-deployment",
            "cancel-deployment",
            "set-alloc-health-deployment",
            "gc-allocation",
            "pause-allocation",
            "force-periodic-job",
            "delete-service-registration");
    private static final List<String> OPERATOR_READ = List.of("license-read", "keyring-read");
    private static final List<String> OPERATOR_WRITE =
            List.of("license-read", "keyring-read", "snapshot-save", "keyring-rotate", "keyring-delete");
    private static final Set<String> VARIABLES = Set.of("list", "read", "write", "destroy", DENY);
    private static final Set<String> NODE_POOL = Set.of("read", "write", "delete", DENY);
    private static final Set<String> HOST_VOLUME = Set.of("mount-readonly", "mount-readwrite", DENY);

    private Capabilities() {}

    static boolean isOfNamespace(final String name) {
        return READ.contains(name) || WRITE_ALONE.contains(name) || NAMESPACE_EXTRAS.contains(name);
    }

    static boolean isOfVariables(final String name) {
        return VARIABLES.contains(name);
    }

    static boolean isOfNodePool(final String name) {
        return NODE_POOL.contains(name);
    }

    static boolean isOfHostVolume(final String name) {
        return HOST_VOLUME.contains(name);
    }

    static boolean isOfOperator(final String name) {
        return OPERATOR_WRITE.contains(name) || name.equals(DENY);
    }

    /** What a word grants in a namespace. */
    static List<String> namespace(final String policy) {
        return switch (policy) {
            case "read" -> READ;
            case "write" -> joined(READ, WRITE_ALONE);
            case "scale" -> SCALE;
            case DENY -> List.of(DENY);
            default -> List.of();
        };
    }

    static List<String> nodePool(final String policy) {
        return switch (policy) {
            case "read" -> List.of("read");
            case "write" -> List.of("delete", "read", "write");
            case DENY -> List.of(DENY);
            default -> List.of();
        };
    }

    static List<String> hostVolume(final String policy) {
        return switch (policy) {
            case "read" -> List.of("mount-readonly");
            case "write" -> List.of("mount-readonly", "mount-readwrite");
            case DENY -> List.of(DENY);
            default -> List.of();
        };
    }

    static List<String> operator(final String policy) {
        return switch (policy) {
            case "read" -> OPERATOR_READ;
            case "write" -> OPERATOR_WRITE;
            case DENY -> List.of(DENY);
            default -> List.of();
        };
    }

    /** Who reads variables may list them. */
    static List<String> variables(final List<String> granted) {
        if (granted.contains(DENY)) {
            return List.of(DENY);
        }
        return granted.contains("read") && !granted.contains("list") ? joined(granted, List.of("list")) : granted;
    }

    static List<String> joined(final List<String> first, final List<String> second) {
        final List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
