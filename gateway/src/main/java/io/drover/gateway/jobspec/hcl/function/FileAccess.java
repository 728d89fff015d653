package io.drover.gateway.jobspec.hcl.function;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What file functions may do.
 *
 * @param baseDirectory the directory that relative paths start from, or null when file functions are refused, as on a server
 */
public record FileAccess(@Nullable Path baseDirectory) {

    /** Refuses all file functions. */
    public static final FileAccess NONE = new FileAccess(null);
}
