package io.drover.tools.replay;

import io.drover.gateway.endpoint.AgentInfo;
import io.drover.gateway.endpoint.StateFiles;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** What the API says of an agent where there is none, only its files. */
final class PastAgent {
    private PastAgent() {}

    static AgentInfo info(final String region) {
        return new AgentInfo(
                "past",
                region,
                "",
                Version.COMPATIBLE,
                "127.0.0.1",
                0,
                0,
                0,
                1,
                () -> "",
                0,
                (level, isJson, line) -> () -> {},
                new NoFiles(),
                new JsonObject());
    }

    private static final class NoFiles implements StateFiles {
        @Override
        public CompletableFuture<Temporary> save() {
            return refuse();
        }

        @Override
        public CompletableFuture<JsonObject> check() {
            return refuse();
        }

        @Override
        public Temporary receive() throws IOException {
            throw new IOException("the past takes no files");
        }

        @Override
        public CompletableFuture<Temporary> unpack(final Path archive) {
            return refuse();
        }

        private static <T> CompletableFuture<T> refuse() {
            return CompletableFuture.failedFuture(new IOException("the past makes no files"));
        }
    }
}
