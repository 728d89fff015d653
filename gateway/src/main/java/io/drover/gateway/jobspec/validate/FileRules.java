package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.GoDuration;
import io.drover.gateway.jobspec.hcl.function.SlashPaths;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.Map;
import java.util.Set;

/** Rules of templates and artifacts. */
final class FileRules {

    private static final Map<String, Integer> CHECKSUM_BYTES =
            Map.of("md5", 16, "sha1", 20, "sha256", 32, "sha512", 64);
    private static final int MAX_PERMISSIONS = 07777;

    private FileRules() {}

    /** Tells whether a relative path below a directory of the task leaves the allocation's directory. */
    static boolean escapes(final String prefix, final String path) {
        final String cleaned = SlashPaths.clean("/alloc/" + prefix + "/" + path);
        final String lexical = SlashPaths.clean(prefix + "/" + path);
        return lexical.equals("..") || lexical.startsWith("../") || !cleaned.startsWith("/alloc");
    }

    static ErrorList template(final JsonObject template) {
        final ErrorList errors = new ErrorList();
        if (template.text("SourcePath").isEmpty()
                && template.text("EmbeddedTmpl").isEmpty()) {
            errors.add("Must specify a source path or have an embedded template");
        }
        if (template.text("DestPath").isEmpty()) {
            errors.add("Must specify a destination for the template");
        }
        if (escapes("task", template.text("DestPath"))) {
            errors.add("destination escapes allocation directory");
        }
        changeMode(template, errors);
        if (template.number("Splay") < 0) {
            errors.add("Must specify positive splay value");
        }
        permissions(template.text("Perms"), errors);
        final JsonObject wait = template.object("Wait");
        if (wait != null && !wait.isNull("Min") && !wait.isNull("Max") && wait.number("Min") > wait.number("Max")) {
            errors.add("wait min " + GoDuration.format(wait.number("Min")) + " is greater than max "
                    + GoDuration.format(wait.number("Max")));
        }
        return errors;
    }

    private static void changeMode(final JsonObject template, final ErrorList errors) {
        switch (template.text("ChangeMode")) {
            case "noop", "restart" -> {}
            case "signal" -> {
                if (template.text("ChangeSignal").isEmpty()) {
                    errors.add("Must specify signal value when change mode is signal");
                }
                if (template.flag("Envvars")) {
                    errors.add("cannot use signals with env var templates");
                }
            }
            case "script" -> {
                final JsonObject script = template.object("ChangeScript");
                if (script == null) {
                    errors.add("must specify change script configuration value when change mode is script");
                } else if (script.text("Command").isEmpty()) {
                    errors.add("must specify script path value when change mode is script");
                }
            }
            default -> errors.add("Invalid change mode. Must be one of the following: noop, signal, script, restart");
        }
    }

    private static void permissions(final String permissions, final ErrorList errors) {
        if (permissions.isEmpty()) {
            return;
        }
        final String failed = "Failed to parse " + Quoted.of(permissions) + " as octal: strconv.ParseUint: parsing "
                + Quoted.of(permissions) + ": ";
        if (!permissions.matches("[0-7]+")) {
            errors.add(failed + "invalid syntax");
        } else if (permissions.length() > 10 || Long.parseLong(permissions, 8) > MAX_PERMISSIONS) {
            errors.add(failed + "value out of range");
        }
    }

    static ErrorList artifact(final JsonObject artifact) {
        final ErrorList errors = new ErrorList();
        if (artifact.text("GetterSource").isEmpty()) {
            errors.add("source must be specified");
        }
        final String mode = artifact.text("GetterMode");
        if (!Set.of("", "any", "file", "dir").contains(mode)) {
            errors.add("invalid artifact mode " + Quoted.of(mode) + "; must be one of: any, file, dir");
        }
        if (escapes("task", artifact.text("RelativeDest"))) {
            errors.add("destination escapes allocation directory");
        }
        final JsonObject options = artifact.object("GetterOptions");
        if (options != null && options.has("checksum")) {
            final String complaint = checksumComplaint(options.text("checksum"));
            if (!complaint.isEmpty()) {
                errors.add(complaint);
            }
        }
        return errors;
    }

    private static String checksumComplaint(final String given) {
        if (given.contains("${")) {
            return "";
        }
        final String checksum = given.strip();
        if (checksum.isEmpty()) {
            return "checksum value cannot be empty";
        }
        final int colon = checksum.indexOf(':');
        if (colon < 0 || checksum.indexOf(':', colon + 1) >= 0) {
            return "checksum must be given as \"type:value\"; got " + Quoted.of(checksum);
        }
        final String type = checksum.substring(0, colon);
        final String value = checksum.substring(colon + 1);
        for (int i = 0; i < value.length(); i++) {
            if (Character.digit(value.charAt(i), 16) < 0) {
                return "invalid checksum: encoding/hex: invalid byte: U+" + String.format("%04X", (int) value.charAt(i))
                        + " '" + value.charAt(i) + "'";
            }
        }
        if (value.length() % 2 != 0) {
            return "invalid checksum: encoding/hex: odd length hex string";
        }
        final Integer bytes = CHECKSUM_BYTES.get(type);
        if (bytes == null) {
            return "unsupported checksum type: " + type;
        }
        return value.length() == bytes * 2 ? "" : "invalid " + type + " checksum: " + value;
    }
}
