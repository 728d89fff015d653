package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.Set;

/** Rules of volume requests and mounts. */
final class VolumeRules {

    private static final Set<String> HOST_MODES = Set.of(
            "",
            "single-node-reader-only",
            "single-node-writer",
            "single-node-single-writer",
            "single-node-multi-writer");

    private VolumeRules() {}

    static ErrorList request(final JsonObject volume, final String jobType, final long count, final long canaries) {
        final ErrorList errors = new ErrorList();
        if (volume.text("Source").isEmpty()) {
            errors.add("volume has an empty source");
        }
        if (volume.flag("PerAlloc")) {
            if (jobType.equals("system") || jobType.equals("sysbatch")) {
                errors.add("volume cannot be per_alloc for system or sysbatch jobs");
            }
            if (canaries > 0) {
                errors.add("volume cannot be per_alloc when canaries are in use");
            }
            if (volume.flag("Sticky")) {
                errors.add("volume cannot be per_alloc and sticky at the same time");
            }
        }
        if (volume.text("Type").equals("host")) {
            host(volume, errors);
        } else {
            csi(volume, count > 1 && !volume.flag("PerAlloc"), errors);
        }
        return errors;
    }

    private static void host(final JsonObject volume, final ErrorList errors) {
        if (!volume.isNull("MountOptions")) {
            errors.add("host volumes cannot have mount options");
        }
        final String mode = volume.text("AccessMode");
        if (!HOST_MODES.contains(mode)) {
            errors.add("host volumes cannot be mounted with " + mode + " access mode");
        } else if (mode.equals("single-node-reader-only") && !volume.flag("ReadOnly")) {
            errors.add(mode + " volumes must be read-only");
        }
    }

    private static void csi(final JsonObject volume, final boolean isShared, final ErrorList errors) {
        final String attachment = volume.text("AttachmentMode");
        if (attachment.isEmpty()) {
            errors.add("CSI volumes must have an attachment mode");
        } else if (attachment.equals("block-device") && !volume.isNull("MountOptions")) {
            errors.add("block devices cannot have mount options");
        }
        final String mode = volume.text("AccessMode");
        final boolean isReadOnly = volume.flag("ReadOnly");
        switch (mode) {
            case "" -> errors.add("CSI volumes must have an access mode");
            case "single-node-reader-only" -> {
                if (!isReadOnly) {
                    errors.add(mode + " volumes must be read-only");
                }
                if (isShared) {
                    errors.add("volume with " + mode + " access mode allows only one reader");
                }
            }
            case "single-node-writer" -> {
                if (isShared) {
                    errors.add("volume with " + mode + " access mode allows only one reader or writer");
                }
            }
            case "multi-node-reader-only" -> {
                if (!isReadOnly) {
                    errors.add(mode + " volumes must be read-only");
                }
            }
            case "multi-node-single-writer" -> {
                if (!isReadOnly && isShared) {
                    errors.add("volume with " + mode + " access mode allows only one writer");
                }
            }
            default -> {}
        }
    }

    static ErrorList mount(final JsonObject mount) {
        final ErrorList errors = new ErrorList();
        if (mount.text("Volume").isEmpty()) {
            errors.add("volume mount references an empty volume");
        }
        final String propagation = mount.text("PropagationMode");
        if (!Set.of("", "private", "host-to-task", "bidirectional").contains(propagation)) {
            errors.add("volume mount has an invalid propagation mode: " + Quoted.of(propagation));
        }
        final String label = mount.text("SELinuxLabel");
        if (!Set.of("", "z", "Z").contains(label)) {
            errors.add("volume mount has an invalid SELinux label: \"" + label + "\"");
        }
        return errors;
    }
}
