package io.drover.tools.cli.volume;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code volume}. */
public final class VolumeFamily implements Family {
    @Override
    public String synopsis() {
        return "Works with volumes, which keep what tasks write beyond their end.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"claim delete", "Give up a task group's claim to a host volume"},
            {"claim list", "List the claims of task groups to host volumes"},
            {"create", "Create a volume"},
            {"delete", "Delete a volume and its content"},
            {"deregister", "Forget a volume of a storage plugin"},
            {"detach", "Take a volume of a storage plugin off a node"},
            {"init", "Write an example volume specification"},
            {"register", "Take over a volume that is there"},
            {"status", "List volumes or show one"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "claim delete" -> new ClaimDeleteCommand();
            case "claim list" -> new ClaimListCommand();
            case "create" -> new VolumeCreateCommand();
            case "delete" -> new VolumeDeleteCommand();
            case "deregister" -> new VolumeDeregisterCommand();
            case "detach" -> new VolumeDetachCommand();
            case "init" -> new VolumeInitCommand();
            case "register" -> new VolumeRegisterCommand();
            case "status" -> new VolumeStatusCommand();
            default -> null;
        };
    }
}
